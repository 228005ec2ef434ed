import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireTrace } from './require-trace.ts';

/** Removes a tag of a trace. @throws DomainError NOT_FOUND (trace or tag) */
export async function deleteTraceTag({ ctx, input }: { ctx: Ctx; input: { id: string; key: string } }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { key: traceKey } = await requireTrace(tx, input.id);
    const { count } = await tx.db.traceTag.deleteMany({ where: { traceKey, key: input.key } });
    if (count > 0) return;
    throw new DomainError(
      'NOT_FOUND',
      `No trace tag with key '${input.key.slice(0, 250)}' for trace with ID '${input.id}'`,
      {
        fields: [{ path: 'key', message: 'names no tag of this trace' }],
      },
    );
  });
}

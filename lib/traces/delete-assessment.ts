import { type Ctx, withTransaction } from '../context.ts';
import { requireTrace } from './require-trace.ts';

/** Removes an assessment; what it overrode is valid again. One that is not there is no error. @throws DomainError NOT_FOUND (trace) */
export async function deleteAssessment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { traceId: string; id: string };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { key: traceKey } = await requireTrace(tx, input.traceId);
    const gone = await tx.db.traceAssessment.findFirst({ where: { id: input.id, traceKey } });
    if (!gone) return;
    if (gone.overrides !== null) {
      await tx.db.traceAssessment.updateMany({ where: { traceKey, id: gone.overrides }, data: { valid: true } });
    }
    await tx.db.traceAssessment.delete({ where: { id: gone.id } });
  });
}

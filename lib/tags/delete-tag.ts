import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireRun } from '../runs/require-run.ts';

/** Removes a tag of a run. @throws DomainError NOT_FOUND (run or tag), LEASE_LOST */
export async function deleteTag({ ctx, input }: { ctx: Ctx; input: { runId: string; key: string } }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    await requireRun(tx, input.runId);
    const { count } = await tx.db.tag.deleteMany({ where: { runId: input.runId, key: input.key } });
    if (count === 0) {
      throw new DomainError('NOT_FOUND', `Run ${input.runId} has no tag "${input.key}".`, {
        fields: [{ path: 'key', message: 'names no tag of this run' }],
      });
    }
  });
  announce(ctx, { topic: 'run', id: input.runId });
}

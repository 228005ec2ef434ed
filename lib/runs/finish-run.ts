import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireRun } from './require-run.ts';
import type { FinishRunInput } from './schema.ts';

/**
 * Ends a run that a client logs. Runs of jobs end with their job.
 * @throws DomainError NOT_FOUND, CONFLICT (run of a job)
 */
export async function finishRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string } & Partial<FinishRunInput>;
}): Promise<void> {
  const { runId, status = 'finished', reason, endedAt } = input;
  await withTransaction(ctx, async (tx) => {
    const run = await requireRun(tx, runId);
    if (run.kind !== 'external') {
      throw new DomainError('CONFLICT', `Run ${runId} is executed by a job of the platform and ends with it.`, {
        fields: [{ path: 'status', message: 'is set by the job' }],
        hint: 'Cancel its job instead.',
      });
    }
    await tx.db.run.update({
      where: { id: runId },
      data: {
        status,
        statusReason: reason ?? null,
        endedAt: endedAt === undefined ? ctx.now() : new Date(endedAt),
      },
    });
  });
  announce(ctx, { topic: 'run', id: runId });
}

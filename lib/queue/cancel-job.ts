import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireJob } from './require-job.ts';
import { requestCancel } from './sql/request-cancel.ts';
import { wakeWorkers } from './sql/wake-workers.ts';

/**
 * Cancels a job: a queued one at once, a running one as soon as its child has stopped (killed after 5 seconds).
 * Repeating it changes nothing.
 * @throws DomainError NOT_FOUND, CONFLICT (the job has ended otherwise)
 */
export async function cancelJob({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { jobId: string };
}): Promise<{ state: 'canceled' | 'running' }> {
  const job = await requireJob({ ctx, input });
  const state = await withTransaction(ctx, async (inner) => {
    const after = await requestCancel(inner.db, { jobId: job.id, actor: ctx.actor });
    if (after === 'succeeded' || after === 'failed') {
      throw new DomainError('CONFLICT', `Job ${job.id} has ${after} already; there is nothing to cancel.`);
    }
    await audit(inner, 'job.cancel', `job ${job.id}`, { runId: job.runId, kind: job.kind });
    await wakeWorkers(inner.db, 'cancel');
    return after === 'canceled' ? ('canceled' as const) : ('running' as const);
  });
  announce(ctx, { topic: 'job', id: job.id });
  announce(ctx, { topic: 'run', id: job.runId });
  return { state };
}

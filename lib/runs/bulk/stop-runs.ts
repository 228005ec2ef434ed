import type { Ctx } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { cancelJob } from '../../queue/cancel-job.ts';
import { hasEnded } from '../open-for-writes.ts';
import type { Outcome } from './outcome.ts';

/** So many jobs of a batch that cannot be asked say that the others cannot either. */
const mostFailures = 5;

/**
 * Asks the jobs of runs to end, each by itself, so that those asked stay asked where another one fails; what a client logs
 * goes on.
 */
export async function stopRuns(ctx: Ctx, ids: string[]): Promise<Outcome[]> {
  const rows = await ctx.db.run.findMany({
    where: { id: { in: ids }, projectId: ctx.project.id },
    select: { id: true, kind: true, status: true, experimentId: true, job: { select: { id: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const outcomes: Outcome[] = [];
  let failures = 0;
  for (const id of ids) {
    const run = byId.get(id);
    if (!run) outcomes.push({ id, reason: 'not-found' });
    else if (hasEnded(run)) outcomes.push({ id, reason: 'ended' });
    else if (!run.job) outcomes.push({ id, reason: 'logged-by-client' });
    else {
      const reason = failures < mostFailures ? await whyNotStopped(ctx, run.job.id) : 'failed';
      if (reason === 'failed') failures += 1;
      outcomes.push(reason ? { id, reason } : { id, experimentId: run.experimentId });
    }
  }
  return outcomes;
}

/** `ended`: by itself meanwhile. */
async function whyNotStopped(ctx: Ctx, jobId: string): Promise<'ended' | 'failed' | undefined> {
  try {
    await cancelJob({ ctx, input: { jobId } });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CONFLICT') return 'ended';
    ctx.log.error({ error, jobId }, 'a job could not be asked to stop');
    return 'failed';
  }
}

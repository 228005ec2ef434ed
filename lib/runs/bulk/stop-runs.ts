import type { Ctx } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { cancelJob } from '../../queue/cancel-job.ts';
import { hasEnded } from '../open-for-writes.ts';
import type { Outcome } from './outcome.ts';

/** Asks the jobs of runs to end, each by itself; what a client logs goes on. */
export async function stopRuns(ctx: Ctx, ids: string[]): Promise<Outcome[]> {
  const rows = await ctx.db.run.findMany({
    where: { id: { in: ids }, projectId: ctx.project.id },
    select: { id: true, kind: true, status: true, experimentId: true, job: { select: { id: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    const run = byId.get(id);
    if (!run) outcomes.push({ id, reason: 'not-found' });
    else if (hasEnded(run)) outcomes.push({ id, reason: 'ended' });
    else if (!run.job) outcomes.push({ id, reason: 'logged-by-client' });
    else
      outcomes.push(
        (await stopped(ctx, run.job.id)) ? { id, experimentId: run.experimentId } : { id, reason: 'ended' },
      );
  }
  return outcomes;
}

/** false: it ended by itself meanwhile. */
async function stopped(ctx: Ctx, jobId: string): Promise<boolean> {
  try {
    await cancelJob({ ctx, input: { jobId } });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CONFLICT') return false;
    throw error;
  }
}

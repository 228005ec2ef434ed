import type { Ctx } from '../context.ts';
import { wireNumber } from '../metrics/wire-number.ts';
import { activityDays, type ExperimentActivity } from './schema.ts';
import { bestRuns, runningRuns, runsByDay } from './sql/experiment-activity.ts';

/**
 * What went on in experiments of the project: runs of each of the last thirty days, what runs now, the best result.
 * Experiments that the project does not have are left out.
 */
export async function getActivity({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experiments: number[] };
}): Promise<{ today: string; items: ExperimentActivity[] }> {
  const { experiments } = input;
  const today = ctx.now().toISOString().slice(0, 10);
  const [days, running, best, known] = await Promise.all([
    runsByDay(ctx, { experiments, today, days: activityDays }),
    runningRuns(ctx, experiments),
    bestRuns(ctx, experiments),
    ctx.db.experiment.findMany({ where: { id: { in: experiments }, projectId: ctx.project.id }, select: { id: true } }),
  ]);
  return {
    today,
    items: known.map(({ id }) => {
      const mine = days.filter((day) => day.experimentId === id);
      const perDay = new Array<number>(activityDays).fill(0);
      for (const { ago, runs } of mine) perDay[activityDays - 1 - ago] = runs;
      const top = best.find((one) => one.experimentId === id);
      return {
        experimentId: id,
        days: perDay,
        failed: mine.reduce((sum, day) => sum + day.failed, 0),
        running: running.find((one) => one.experimentId === id)?.running ?? 0,
        best: top ? { runId: top.runId, runName: top.name, value: wireNumber(top.value) } : null,
      };
    }),
  };
}

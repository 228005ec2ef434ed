import { chooseConnections } from './choose-connections.ts';
import { requestBytes, type Target } from './http-caller.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { type LoadResult, runLoad, toRate } from './run-load.ts';
import type { Rate, Side } from './side.ts';
import { randomFrom } from './workload.ts';

const writers = 8;
const key = 'train/loss';

/** One point a call from 8 writers, each with a run of its own. */
export async function measureLogMetric({ side, seconds }: { side: Side; seconds: number }): Promise<Rate> {
  const target = await chooseConnections({
    url: side.url,
    among: side.connections,
    rate: async (tried) => (await logPoints(tried, 3)).calls,
  });
  await logPoints(target, 2);
  const load = await logPoints(target, seconds);
  return toRate(load, { target });
}

async function logPoints(target: Target, seconds: number): Promise<LoadResult> {
  const session = new MlflowSession(target);
  try {
    const experiment = await session.createExperiment(`points ${performance.now()}`);
    const runs: { id: string; sent: number }[] = [];
    for (let writer = 0; writer < writers; writer += 1) {
      runs.push({ id: await session.createRun(experiment, `writer ${writer}`), sent: 0 });
    }
    const random = randomFrom(1);
    const load = await runLoad({
      target,
      writers,
      seconds,
      next(writer) {
        const run = runs[writer];
        if (!run) return;
        const step = run.sent++;
        const body = `{"run_id":"${run.id}","key":"${key}","value":${random()},"timestamp":${1_780_000_000_000 + step},"step":${step}}`;
        return requestBytes(target, { method: 'POST', path: mlflowPath('runs/log-metric'), body });
      },
    });
    for (const run of runs) {
      const { step: steps } = await session.history(run.id, key);
      if (new Set(steps).size !== run.sent)
        throw new Error(`${run.sent} points were taken, ${steps.length} are there.`);
    }
    return load;
  } finally {
    session.close();
  }
}

import { requestBytes, type Target } from './http-caller.ts';
import type { Measure } from './measure.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { type LoadResult, runLoad } from './run-load.ts';
import { randomFrom } from './workload.ts';

const writers = 8;
const key = 'train/loss';

/** One point a call, from each writer for a run of its own. */
export const logMetric: Measure = {
  name: `log-metric, ${writers} writers`,
  times: 20,
  unit: 'calls/s',
  prepare: async () => logPoints,
};

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
      await session.finishRun(run.id);
    }
    return load;
  } finally {
    session.close();
  }
}

import { requestBytes, type Target } from './http-caller.ts';
import type { Measure } from './measure.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { type LoadResult, runLoad } from './run-load.ts';
import type { Side } from './side.ts';
import { curveKeys, curvePoints, randomFrom } from './workload.ts';

export const batchWriters = 4;
export const stepsOfBatch = 100;
export const pointsOfBatch = stepsOfBatch * curveKeys.length;
const startTime = Date.UTC(2026, 5, 1);

/** Batches of 1,000 points, from each writer for a run of ten keys whose steps go on. */
export const logBatch: Measure = {
  name: `log-batch of 1,000 points, ${batchWriters} writers`,
  times: 20,
  unit: 'points/s',
  perCall: pointsOfBatch,
  prepare: async (side) => (target, seconds) => ingest({ side, target, seconds }),
};

/** How many batches a writer may get rid of. */
export function batchesOfWriter({ expectedPointsPerSecond }: Side, seconds: number): number {
  return Math.ceil((expectedPointsPerSecond * seconds) / pointsOfBatch / batchWriters);
}

async function ingest({ side, target, seconds }: { side: Side; target: Target; seconds: number }): Promise<LoadResult> {
  const session = new MlflowSession(target);
  try {
    const experiment = await session.createExperiment(`batches ${performance.now()}`);
    const count = batchesOfWriter(side, seconds);
    const runs: { id: string; requests: Buffer[]; sent: number }[] = [];
    for (let writer = 0; writer < batchWriters; writer += 1) {
      const id = await session.createRun(experiment, `writer ${writer}`);
      runs.push({ id, requests: batchRequests({ target, runId: id, count, seed: writer }), sent: 0 });
    }
    const load = await runLoad({
      target,
      writers: batchWriters,
      seconds,
      next: (writer) => {
        const run = runs[writer];
        return run?.requests[run.sent++];
      },
    });
    for (const run of runs) {
      await requireEveryPoint(session, run.id, Math.min(run.sent, run.requests.length));
      await session.finishRun(run.id);
    }
    return load;
  } finally {
    session.close();
  }
}

function batchRequests(of: { target: Target; runId: string; count: number; seed: number }): Buffer[] {
  const random = randomFrom(of.seed);
  return Array.from({ length: of.count }, (_, index) => {
    const metrics = curvePoints({
      keys: curveKeys,
      fromStep: index * stepsOfBatch,
      steps: stepsOfBatch,
      startTime,
      random,
    });
    const body = JSON.stringify({ run_id: of.runId, metrics, params: [], tags: [] });
    return requestBytes(of.target, { method: 'POST', path: mlflowPath('runs/log-batch'), body });
  });
}

/** @throws Error when a batch that was answered 200 is not there whole */
async function requireEveryPoint(session: MlflowSession, runId: string, batches: number): Promise<void> {
  const [key = ''] = curveKeys;
  const steps = new Set((await session.history(runId, key)).step);
  const { data } = await session.getRun(runId);
  const behind = data.metrics.filter((metric) => metric.step !== batches * stepsOfBatch - 1);
  if (steps.size !== batches * stepsOfBatch || data.metrics.length !== curveKeys.length || behind.length > 0) {
    throw new Error(
      `${batches} batches were taken, ${steps.size} steps of ${key} are there; ${JSON.stringify(data.metrics)}`,
    );
  }
}

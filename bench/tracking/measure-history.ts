import { HttpCaller, requestBytes, type Target } from './http-caller.ts';
import type { Measure } from './measure.ts';
import { historyPageSize, historyPath, MlflowSession, mlflowPath } from './mlflow-session.ts';
import { requireOk, runWriters, timeOf } from './run-load.ts';
import type { Side } from './side.ts';
import { curvePoints, randomFrom } from './workload.ts';

const key = 'train/loss';
const points = 50_000;
const pointsOfBatch = 1_000;

/** A whole series in the pages that the client asks for, again and again. */
export const history: Measure = {
  name: `history of a metric, ${points.toLocaleString('en')} points in pages of ${historyPageSize.toLocaleString('en')}`,
  times: 20,
  unit: 'points/s',
  perCall: points,
  async prepare(side) {
    const runId = await writeHistory(side);
    return (target, seconds) =>
      runWriters({
        writers: 1,
        seconds,
        open() {
          const caller = new HttpCaller(target);
          return { call: () => timeOf(() => readAll(caller, { target, runId })), close: () => caller.close() };
        },
      });
  },
};

/** Logs one series of 50,000 points. @returns its run @throws Error when they do not come back in their order */
async function writeHistory(side: Side): Promise<string> {
  const session = new MlflowSession({ url: side.url, connections: 'fresh' });
  const runId = await session.createRun(await session.createExperiment(`history ${performance.now()}`), 'long');
  const random = randomFrom(7);
  for (let fromStep = 0; fromStep < points; fromStep += pointsOfBatch) {
    const metrics = curvePoints({ keys: [key], fromStep, steps: pointsOfBatch, startTime: 1_780_000_000_000, random });
    await session.send('POST', mlflowPath('runs/log-batch'), { run_id: runId, metrics });
  }
  await session.finishRun(runId);
  const { step: steps } = await session.history(runId, key);
  if (steps.length !== points || steps.some((step, index) => step !== index)) {
    throw new Error(`${side.name}: ${steps.length} points of ${points} came back, or not in order.`);
  }
  return runId;
}

async function readAll(caller: HttpCaller, { target, runId }: { target: Target; runId: string }): Promise<void> {
  for (let token = ''; ; ) {
    const body = await requireOk(
      caller,
      requestBytes(target, { method: 'GET', path: historyPath({ runId, key, token }) }),
    );
    // Reading 25,000 points back costs the generator as much as the fast side; the token stands at an end of the text.
    token = tokenOf(body);
    if (!token) return;
  }
}

function tokenOf(body: Buffer): string {
  const ends = body.toString('latin1', 0, 400) + body.toString('latin1', Math.max(0, body.length - 400));
  return /"next_page_token": *"([^"]+)"/.exec(ends)?.[1] ?? '';
}

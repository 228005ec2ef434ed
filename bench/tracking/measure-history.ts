import { median } from '../bar.ts';
import { chooseConnections } from './choose-connections.ts';
import { type Connections, HttpCaller, requestBytes, type Target } from './http-caller.ts';
import { historyPath, MlflowSession, mlflowPath } from './mlflow-session.ts';
import type { Side } from './side.ts';
import { curvePoints, randomFrom } from './workload.ts';

const key = 'train/loss';
const points = 50_000;
const pointsOfBatch = 1_000;

export interface HistoryRate {
  pointsPerSecond: number;
  points: number;
  connections: Connections;
}

/** Logs one series of 50,000 points. @returns its run */
export async function writeHistory(side: Side): Promise<string> {
  const session = new MlflowSession({ url: side.url, connections: 'fresh' });
  const runId = await session.createRun(await session.createExperiment(`history ${performance.now()}`), 'long');
  const random = randomFrom(7);
  for (let fromStep = 0; fromStep < points; fromStep += pointsOfBatch) {
    const metrics = curvePoints({ keys: [key], fromStep, steps: pointsOfBatch, startTime: 1_780_000_000_000, random });
    await session.send('POST', mlflowPath('runs/log-batch'), { run_id: runId, metrics });
  }
  return runId;
}

/** A whole series in the pages that the client asks for, several times over; the middle rate. */
export async function measureHistory(of: { side: Side; runId: string; passes: number }): Promise<HistoryRate> {
  const session = new MlflowSession({ url: of.side.url, connections: 'fresh' });
  const { step: steps } = await session.history(of.runId, key);
  if (steps.length !== points || steps.some((step, index) => step !== index)) {
    throw new Error(`${of.side.name}: ${steps.length} points of ${points} came back, or not in order.`);
  }
  const target = await chooseConnections({
    url: of.side.url,
    among: of.side.connections,
    rate: async (tried) => points / (await readAll(tried, of.runId)),
  });
  const rates: number[] = [];
  for (let pass = 0; pass < of.passes; pass += 1) rates.push(points / (await readAll(target, of.runId)));
  return { pointsPerSecond: median(rates), points, connections: target.connections };
}

/** @returns seconds */
async function readAll(target: Target, runId: string): Promise<number> {
  const caller = new HttpCaller(target);
  const begun = performance.now();
  for (let token = ''; ; ) {
    const request = requestBytes(target, { method: 'GET', path: historyPath({ runId, key, token }) });
    const answer = await caller.call(request);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.toString('utf8', 0, 1000)}`);
    // Reading 25,000 points back costs the generator as much as the fast side; the token stands at an end of the text.
    token = tokenOf(answer.body);
    if (!token) break;
  }
  caller.close();
  return (performance.now() - begun) / 1000;
}

function tokenOf(body: Buffer): string {
  const ends = body.toString('latin1', 0, 400) + body.toString('latin1', Math.max(0, body.length - 400));
  return /"next_page_token": *"([^"]+)"/.exec(ends)?.[1] ?? '';
}

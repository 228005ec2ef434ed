import { z } from 'zod';
import { chooseConnections } from './choose-connections.ts';
import { HttpCaller, requestBytes, type Target } from './http-caller.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { type LoadResult, toRate } from './run-load.ts';
import type { Rate, Side } from './side.ts';
import { benchRun } from './workload.ts';

const writers = 4;
const Created = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

/**
 * Whole runs from 4 writers: created with the tags of a client, one batch of metrics, params and tags, finished.
 * They stay, as the runs that the search measures ask for.
 */
export async function measureWholeRuns(of: {
  side: Side;
  count: number;
}): Promise<{ rate: Rate; experimentId: string }> {
  const target = await chooseConnections({
    url: of.side.url,
    among: of.side.connections,
    rate: async (tried) => 1 / (await makeRuns(tried, 60)).seconds,
  });
  await makeRuns(target, 60);
  const made = await makeRuns(target, of.count);
  return { rate: toRate(made, { target }), experimentId: made.experimentId };
}

async function makeRuns(target: Target, count: number): Promise<LoadResult & { experimentId: string }> {
  const session = new MlflowSession(target);
  const experimentId = await session.createExperiment(`whole runs ${performance.now()}`);
  session.close();
  const latencies: number[] = [];
  let next = 0;
  const start = performance.now();
  async function write(): Promise<void> {
    const caller = new HttpCaller(target);
    while (next < count) {
      const begun = performance.now();
      await makeRun({ target, caller, experimentId, index: next++ });
      latencies.push(performance.now() - begun);
    }
    caller.close();
  }
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - start) / 1000;
  return { experimentId, calls: count, seconds, latencies: Float64Array.from(latencies).sort() };
}

async function makeRun(of: { target: Target; caller: HttpCaller; experimentId: string; index: number }): Promise<void> {
  const { name, startTime, metrics, params, tags } = benchRun(of.index);
  const post = async (path: string, body: unknown): Promise<Buffer> => {
    const request = requestBytes(of.target, { method: 'POST', path: mlflowPath(path), body: JSON.stringify(body) });
    const answer = await of.caller.call(request);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body.toString('utf8', 0, 1000)}`);
    return answer.body;
  };
  const pairs = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const own = pairs.filter(({ key }) => key.startsWith('mlflow.'));
  const created = await post('runs/create', {
    experiment_id: of.experimentId,
    run_name: name,
    user_id: tags['mlflow.user'],
    start_time: startTime,
    tags: own,
  });
  const runId = Created.parse(JSON.parse(created.toString())).run.info.run_id;
  await post('runs/log-batch', {
    run_id: runId,
    metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: startTime + 1_000, step: 0 })),
    params: Object.entries(params).map(([key, value]) => ({ key, value })),
    tags: pairs.filter((pair) => !own.includes(pair)),
  });
  await post('runs/update', { run_id: runId, status: 'FINISHED', end_time: startTime + 30_000 });
}

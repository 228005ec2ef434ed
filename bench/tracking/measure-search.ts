import { median } from '../bar.ts';
import { chooseConnections } from './choose-connections.ts';
import { type Connections, HttpCaller, requestBytes, type Target } from './http-caller.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import type { Side } from './side.ts';
import { type BenchSearch, benchRun, expectedNames, searches } from './workload.ts';

/** Milliseconds of the middle call, and how it was reached. */
export interface Latency {
  p50: number;
  calls: number;
  connections: Connections;
}

interface MeasureSearchInput {
  side: Side;
  experimentId: string;
  /** Runs 0 to `count` of the workload are in the experiment, and no others. */
  count: number;
  calls: number;
}

/** Filters over metric, param and tag with an order, one call after the other, each answer checked once before. */
export async function measureSearches(input: MeasureSearchInput): Promise<Record<string, Latency>> {
  const found: Record<string, Latency> = {};
  for (const search of searches) {
    const body = searchBody(input.experimentId, search);
    await requireNames(input, body, expectedNames(search, input.count));
    found[search.name] = await medianOf({ ...input, body });
  }
  return found;
}

/** The newest runs of the experiment with everything they hold, as the client asks for them when no filter is given. */
export async function measurePage(input: MeasureSearchInput & { rows: number }): Promise<Latency> {
  const body = { experiment_ids: [input.experimentId], max_results: input.rows };
  const newest = Array.from({ length: input.rows }, (_, index) => benchRun(input.count - 1 - index));
  const runs = await requireNames(
    input,
    body,
    newest.map((run) => run.name),
  );
  for (const [index, { data }] of runs.entries()) {
    const { metrics, params, tags } = newest[index] ?? benchRun(0);
    const held = [data.metrics.length, data.params.length, data.tags.length];
    // The name of the run is a tag too.
    const expected = [metrics, params, { ...tags, name: '' }].map((one) => Object.keys(one).length);
    if (held.join() !== expected.join()) throw new Error(`A run with ${held} metrics, params, tags; not ${expected}.`);
  }
  return medianOf({ ...input, body });
}

export function searchBody(experimentId: string, search: BenchSearch, pageToken?: string): object {
  return {
    experiment_ids: [experimentId],
    filter: search.filter,
    order_by: search.orderBy,
    max_results: search.maxResults,
    ...(pageToken === undefined ? {} : { page_token: pageToken }),
  };
}

async function requireNames({ side }: MeasureSearchInput, body: object, expected: string[]) {
  const session = new MlflowSession({ url: side.url, connections: 'fresh' });
  const { runs } = await session.search(body);
  const names = runs.map((run) => run.info.run_name);
  if (names.join() !== expected.join()) {
    throw new Error(`${side.name} answers ${names.join()} and not ${expected.join()} to ${JSON.stringify(body)}`);
  }
  return runs;
}

export async function medianOf({ side, body, calls }: { side: Side; body: object; calls: number }): Promise<Latency> {
  const text = JSON.stringify(body);
  const time = async (target: Target, count: number): Promise<number> => {
    const request = requestBytes(target, { method: 'POST', path: mlflowPath('runs/search'), body: text });
    const caller = new HttpCaller(target);
    const times: number[] = [];
    for (let call = 0; call < count; call += 1) {
      const begun = performance.now();
      const answer = await caller.call(request);
      times.push(performance.now() - begun);
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.toString('utf8', 0, 1000)}`);
    }
    caller.close();
    return median(times);
  };
  const target = await chooseConnections({
    url: side.url,
    among: side.connections,
    rate: async (tried) => 1 / (await time(tried, Math.ceil(calls / 4))),
  });
  await time(target, Math.ceil(calls / 4));
  return { p50: await time(target, calls), calls, connections: target.connections };
}

import { searchedRuns } from './bench-runs.ts';
import { requestBytes } from './http-caller.ts';
import type { Load, Measure } from './measure.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { runLoad } from './run-load.ts';
import type { Side } from './side.ts';
import { type BenchSearch, benchRun, expectedNames } from './workload.ts';

/** A filter over metric, param and tag with an order, one call after the other, the answer checked once before. */
export function searchMeasure(search: BenchSearch): Measure {
  return {
    name: `search by metric, param and tag over ${searchedRuns.toLocaleString('en')} runs, ${search.name}`,
    times: 20,
    unit: 'ms',
    async prepare(side) {
      const body = searchBody(await side.runs.complete(), search);
      await requireNames(side, body, expectedNames(search, searchedRuns));
      return sendAgain(body);
    },
  };
}

/** The newest runs of the experiment with everything they hold, as the client asks for them when no filter is given. */
export const page: Measure = {
  name: `a page of ${searchedRuns.toLocaleString('en')} runs with all they hold`,
  times: 15,
  unit: 'ms',
  async prepare(side) {
    const body = { experiment_ids: [await side.runs.complete()], max_results: searchedRuns };
    const newest = Array.from({ length: searchedRuns }, (_, index) => benchRun(searchedRuns - 1 - index));
    const names = newest.map((run) => run.name);
    for (const [index, { data }] of (await requireNames(side, body, names)).entries()) {
      const { metrics, params, tags } = newest[index] ?? benchRun(0);
      const held = [data.metrics.length, data.params.length, data.tags.length];
      // The name of the run is a tag too.
      const expected = [metrics, params, { ...tags, name: '' }].map((one) => Object.keys(one).length);
      if (held.join() !== expected.join())
        throw new Error(`A run with ${held} metrics, params, tags; not ${expected}.`);
    }
    return sendAgain(body);
  },
};

export function searchBody(experimentId: string, search: BenchSearch, pageToken?: string): object {
  return {
    experiment_ids: [experimentId],
    filter: search.filter,
    order_by: search.orderBy,
    max_results: search.maxResults,
    ...(pageToken === undefined ? {} : { page_token: pageToken }),
  };
}

async function requireNames(side: Side, body: object, expected: string[]) {
  const session = new MlflowSession({ url: side.url, connections: 'fresh' });
  const { runs } = await session.search(body);
  const names = runs.map((run) => run.info.run_name);
  if (names.join() !== expected.join()) {
    throw new Error(`${side.name} answers ${names.join()} and not ${expected.join()} to ${JSON.stringify(body)}`);
  }
  return runs;
}

/** The same search again and again. */
function sendAgain(body: object): Load {
  return (target, seconds) => {
    const request = requestBytes(target, {
      method: 'POST',
      path: mlflowPath('runs/search'),
      body: JSON.stringify(body),
    });
    return runLoad({ target, writers: 1, seconds, next: () => request });
  };
}

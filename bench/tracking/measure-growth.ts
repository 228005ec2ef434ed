import { median } from '../bar.ts';
import { HttpCaller, requestBytes } from './http-caller.ts';
import { searchBody } from './measure-search.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { requireOk, timeOf } from './run-load.ts';
import { type BenchSearch, expectedNames, searches } from './workload.ts';

export interface Growth {
  name: string;
  /** Milliseconds of the middle call among few runs and among many. */
  few: number;
  many: number;
}

interface Many {
  experimentId: string;
  count: number;
}

const deepPage = 20;

/**
 * The same requests among few runs and among many, in turns, so that both see the same machine. Answers are checked
 * against the rule in plain code. A page far down a long list is held against the first page of a short one.
 */
export async function measureGrowth(of: { url: string; few: Many; many: Many; calls: number }): Promise<Growth[]> {
  const { url, few, many, calls } = of;
  const session = new MlflowSession({ url, connections: 'fresh' });
  const found: Growth[] = [];
  const pair = async (name: string, fewBody: object, manyBody: object) =>
    found.push({ name, ...(await timeInTurns({ url, fewBody, manyBody, calls })) });
  for (const search of searches) {
    for (const { experimentId, count } of [few, many]) await requireFirstPage({ session, search, experimentId, count });
    const fewBody = searchBody(few.experimentId, search);
    await pair(search.name, fewBody, searchBody(many.experimentId, search));
    const token = await tokenOfPage({ session, search, experimentId: many.experimentId, page: deepPage });
    if (token) await pair(`${search.name}, page ${deepPage}`, fewBody, searchBody(many.experimentId, search, token));
  }
  const newest = (experimentId: string) => ({ experiment_ids: [experimentId], max_results: 1_000 });
  await pair('the newest 1,000 runs', newest(few.experimentId), newest(many.experimentId));
  return found;
}

interface PageInput {
  session: MlflowSession;
  search: BenchSearch;
  experimentId: string;
}

async function requireFirstPage({
  session,
  search,
  experimentId,
  count,
}: PageInput & { count: number }): Promise<void> {
  const { runs } = await session.search(searchBody(experimentId, search));
  const names = runs.map((run) => run.info.run_name).join();
  if (names !== expectedNames(search, count).join()) {
    throw new Error(`Among ${count} runs "${search.name}" answers ${names.slice(0, 500)}, which is not what it holds.`);
  }
}

/** The token that leads to the page of this number; undefined when the list is shorter. */
async function tokenOfPage({ session, search, experimentId, page }: PageInput & { page: number }) {
  let token: string | undefined;
  for (let at = 1; at < page; at += 1) {
    token = (await session.search(searchBody(experimentId, search, token))).next_page_token;
    if (!token) return;
  }
  return token;
}

async function timeInTurns(of: { url: string; fewBody: object; manyBody: object; calls: number }) {
  const target = { url: of.url, connections: 'keep-alive' } as const;
  const caller = new HttpCaller(target);
  const requests = [of.fewBody, of.manyBody].map((body) =>
    requestBytes(target, { method: 'POST', path: mlflowPath('runs/search'), body: JSON.stringify(body) }),
  );
  const times: number[][] = [[], []];
  for (let call = 0; call < of.calls + 10; call += 1) {
    for (const [which, request] of requests.entries()) {
      const took = await timeOf(() => requireOk(caller, request));
      // The first calls find cold caches on both sides.
      if (call >= 10) times[which]?.push(took);
    }
  }
  caller.close();
  const [few = [], many = []] = times;
  return { few: median(few), many: median(many) };
}

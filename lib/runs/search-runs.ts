import type { Ctx } from '../context.ts';
import { sql } from '../db/sql.ts';
import { resolveExperiments } from '../experiments/resolve-experiments.ts';
import { runsGrammar } from '../filter/grammars/runs.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';
import type { OrderTerm } from '../filter/tree.ts';
import { readPageToken, writePageToken } from '../http/page-token.ts';
import type { FoundRun } from './search/ask-page.ts';
import { findRuns } from './search/find-runs.ts';

export type LifecycleView = 'active' | 'deleted' | 'all';

export interface SearchRunsInput {
  /** 0 is the project's `Default`. Experiments that the project does not have hold no runs. */
  experimentIds: number[];
  /** In MLflow's grammar. */
  filter: string;
  view: LifecycleView;
  maxResults: number;
  orderBy: string[];
  pageToken?: string | undefined;
}

/** Longer pages are loaded in parts, while the next part is read. */
const mostWithTexts = 250;

const byStart: OrderTerm = { field: { entity: 'attribute', key: 'start_time' }, descending: true };

const views = { active: [sql`r.archived_at IS NULL`], deleted: [sql`r.archived_at IS NOT NULL`], all: [] };

/**
 * One page of the runs of some experiments, by MLflow's filter and order: what is missing comes last, NaN before it; ties
 * by start, the latest first, then by id.
 * @returns the runs, of short pages with all that they hold, and the token of the next page unless this is the last
 * @throws DomainError INVALID_INPUT (filter, order, token)
 */
export async function searchRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchRunsInput;
}): Promise<{ runs: FoundRun[]; nextPageToken: string | undefined }> {
  const { view, maxResults } = input;
  const filter = parseMlflowFilter(input.filter, runsGrammar);
  const asked = parseOrder(input.orderBy, runsGrammar);
  const order = asked.some(({ field }) => field.entity === 'attribute' && field.key === 'start_time')
    ? asked
    : [...asked, byStart];
  const query = {
    search: 'runs',
    project: ctx.project.id,
    experiments: [...input.experimentIds].sort((a, b) => a - b),
    filter: input.filter,
    order: input.orderBy,
    view,
  };
  const after = input.pageToken ? readPageToken(query, input.pageToken) : undefined;
  const experiments = await resolveExperiments(ctx, input.experimentIds);
  if (experiments.length === 0) return { runs: [], nextPageToken: undefined };
  const found = await findRuns(ctx, {
    scope: { experiments },
    filter,
    conditions: views[view],
    order,
    idDescending: false,
    after,
    limit: maxResults + 1,
    withTexts: maxResults <= mostWithTexts,
  });
  const page = found.slice(0, maxResults);
  const last = page.at(-1);
  return {
    runs: page,
    nextPageToken: found.length > maxResults && last ? writePageToken(query, last.position) : undefined,
  };
}

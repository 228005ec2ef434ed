import type { Ctx } from '../context.ts';
import { type Sql, sql, sqlJoin } from '../db/sql.ts';
import { resolveExperiments } from '../experiments/resolve-experiments.ts';
import { loggedModelsGrammar } from '../filter/grammars/logged-models.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { compareNumber, compareTime } from '../filter/sql/compare-number.ts';
import { compareText } from '../filter/sql/compare-text.ts';
import { compileFilter } from '../filter/sql/compile-filter.ts';
import { cutPage, findPage } from '../filter/sql/find-page.ts';
import { keyValueCondition } from '../filter/sql/key-value-condition.ts';
import { type ColumnType, numberColumns, type SortColumn, sortColumns } from '../filter/sql/keyset.ts';
import { conjuncts, type Term } from '../filter/tree.ts';
import { readPageToken, writePageToken } from '../http/page-token.ts';
import type { LoggedModelRow } from '../mlflow/logged-model.ts';
import { loadLoggedModels } from './load-logged-models.ts';
import type { LoggedModelOrder } from './logged-model-order.ts';

/** A dataset that metrics were measured on; what is left out may be any. */
export interface DatasetFilter {
  name?: string | undefined;
  digest?: string | undefined;
}

export interface SearchLoggedModelsInput {
  /** 0 is the project's `Default`. Experiments that the project does not have hold no models. */
  experimentIds: number[];
  /** In MLflow's grammar. */
  filter: string;
  /** Only metrics measured on one of these count; without comparisons of metrics, only models that have such metrics. */
  datasets: DatasetFilter[];
  maxResults: number;
  orderBy: LoggedModelOrder[];
  pageToken?: string | undefined;
}

// The registry's words for the states of a model.
const statusWord = sql`CASE l.status WHEN 'UPLOAD_FAILED' THEN 'FAILED' ELSE l.status END`;

const columns: Record<string, { sql: Sql; type: ColumnType; nullable: boolean }> = {
  name: { sql: sql`l.name`, type: 'text', nullable: false },
  model_id: { sql: sql`l.id`, type: 'text', nullable: false },
  model_type: { sql: sql`l.model_type`, type: 'text', nullable: true },
  status: { sql: statusWord, type: 'text', nullable: false },
  source_run_id: { sql: sql`l.source_run_id`, type: 'text', nullable: true },
  creation_timestamp: { sql: sql`l.created_at`, type: 'time', nullable: false },
  last_updated_timestamp: { sql: sql`l.updated_at`, type: 'time', nullable: false },
};

const newestFirst: LoggedModelOrder = { field: { entity: 'attribute', key: 'creation_timestamp' }, descending: true };
const byId: LoggedModelOrder = { field: { entity: 'attribute', key: 'model_id' }, descending: false };

const otherQuery =
  ' Experiment IDs in the page token do not match, or Filter string in the page token does not match, or Order by in ' +
  'the page token does not match the requested ones.';

/**
 * One page of the logged models of some experiments, newest first unless an order says otherwise; ties newest first, then
 * by id. @throws DomainError INVALID_INPUT (filter, order, token)
 */
export async function searchLoggedModels({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchLoggedModelsInput;
}): Promise<{ models: LoggedModelRow[]; nextPageToken: string | undefined }> {
  const { pageToken, maxResults, experimentIds, datasets, ...rest } = input;
  const filter = parseMlflowFilter(input.filter, loggedModelsGrammar);
  const query = JSON.parse(
    JSON.stringify({ search: 'logged-models', project: ctx.project.id, experimentIds, datasets, ...rest }),
  );
  const after = pageToken ? readPageToken(query, pageToken, otherQuery) : undefined;
  const experiments = await resolveExperiments(ctx, experimentIds);
  if (experiments.length === 0) return { models: [], nextPageToken: undefined };
  const onMetrics = conjuncts(filter).some(({ field }) => field.entity === 'metric');
  const found = await findPage(ctx, {
    id: sql`l.id`,
    from: sql`traza.logged_model l`,
    where: [
      sql`l.project_id = ${ctx.project.id} AND l.experiment_id = ANY(${experiments}::int[]) AND l.deleted_at IS NULL`,
      compileFilter(filter, (term) => condition(term, datasets)),
      ...(datasets.length > 0 && !onMetrics ? [measured(sql`true`, datasets)] : []),
    ],
    columns: orderColumns(input.orderBy),
    after,
    limit: maxResults + 1,
  });
  const { ids, next } = cutPage(found, maxResults);
  return {
    models: await loadLoggedModels({ ctx, input: { ids } }),
    nextPageToken: next && writePageToken(query, next),
  };
}

function orderColumns(asked: LoggedModelOrder[]): SortColumn[] {
  const names = (key: string) => asked.some(({ field }) => field.entity === 'attribute' && field.key === key);
  const order = [...asked, ...(names('creation_timestamp') ? [] : [newestFirst]), ...(names('model_id') ? [] : [byId])];
  return order.flatMap(({ field, descending, dataset }) => {
    if (field.entity === 'metric') return numberColumns(latest(field.key, dataset), descending);
    const column = columns[field.key];
    return column ? sortColumns(column.sql, column.type, { descending, nullable: column.nullable }) : [];
  });
}

function onDataset({ name, digest }: DatasetFilter): Sql {
  const named = name === undefined ? sql`true` : sql`p.dataset_name = ${name}`;
  return digest === undefined ? named : sql`(${named} AND p.dataset_digest = ${digest})`;
}

/** The value last measured, by time, then by step. */
function latest(key: string, dataset: DatasetFilter | undefined): Sql {
  return sql`(SELECT p.value FROM traza.logged_model_metric p
    WHERE p.model_id = l.id AND p.key = ${key} AND ${dataset ? onDataset(dataset) : sql`true`}
    ORDER BY p.at DESC, p.step DESC, p.run_id LIMIT 1)`;
}

function measured(test: Sql, datasets: DatasetFilter[]): Sql {
  const among = datasets.length === 0 ? sql`true` : sql`(${sqlJoin(datasets.map(onDataset), ' OR ')})`;
  return sql`EXISTS (SELECT 1 FROM traza.logged_model_metric p WHERE p.model_id = l.id AND ${test} AND ${among})`;
}

function condition({ field, test }: Term, datasets: DatasetFilter[]): Sql {
  switch (field.entity) {
    case 'metric':
      return measured(sql`p.key = ${field.key} AND ${compareNumber(sql`p.value`, test)}`, datasets);
    case 'param':
    case 'tag': {
      const table = field.entity === 'param' ? sql`traza.logged_model_param` : sql`traza.logged_model_tag`;
      return keyValueCondition({ table, owner: sql`model_id`, id: sql`l.id`, key: field.key, test });
    }
    default: {
      const column = columns[field.key];
      if (!column) return sql`false`;
      return column.type === 'time' ? compareTime(column.sql, test) : compareText(column.sql, test);
    }
  }
}

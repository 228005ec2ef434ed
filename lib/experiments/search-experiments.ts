import type { Ctx } from '../context.ts';
import { type Sql, sql } from '../db/sql.ts';
import { FilterError } from '../filter/filter-error.ts';
import { experimentsGrammar } from '../filter/grammars/experiments.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';
import { compareNumber, compareTime } from '../filter/sql/compare-number.ts';
import { compareText } from '../filter/sql/compare-text.ts';
import { compileFilter } from '../filter/sql/compile-filter.ts';
import { cutPage, findPage } from '../filter/sql/find-page.ts';
import { keyValueCondition } from '../filter/sql/key-value-condition.ts';
import { type ColumnType, sortColumns } from '../filter/sql/keyset.ts';
import type { OrderTerm, Term, Test } from '../filter/tree.ts';
import { readPageToken, writePageToken } from '../http/page-token.ts';
import { ensureExperiment } from './ensure-experiment.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { experimentRecords } from './sql/experiment-records.ts';

export interface SearchExperimentsInput {
  /** In MLflow's grammar. */
  filter: string;
  view: 'active' | 'deleted' | 'all';
  maxResults: number;
  orderBy: string[];
  pageToken?: string | undefined;
}

const columns: Record<string, { sql: Sql; type: ColumnType }> = {
  name: { sql: sql`e.name`, type: 'text' },
  // As its clients know it: the default one is 0.
  experiment_id: { sql: sql`(CASE WHEN e.is_default THEN 0 ELSE e.id END)::float8`, type: 'number' },
  creation_time: { sql: sql`e.created_at`, type: 'time' },
  last_update_time: { sql: sql`e.updated_at`, type: 'time' },
};

const byId = (descending: boolean): OrderTerm => ({ field: { entity: 'attribute', key: 'experiment_id' }, descending });
const newestFirst: OrderTerm[] = [
  { field: { entity: 'attribute', key: 'creation_time' }, descending: true },
  byId(false),
];

const views = { active: [sql`e.archived_at IS NULL`], deleted: [sql`e.archived_at IS NOT NULL`], all: [] };

/**
 * One page of the experiments of the project, newest first unless an order says otherwise; ties by id, the greatest first.
 * @throws DomainError INVALID_INPUT (filter, order, token)
 */
export async function searchExperiments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchExperimentsInput;
}): Promise<{ experiments: ExperimentRecord[]; nextPageToken: string | undefined }> {
  const filter = parseMlflowFilter(input.filter, experimentsGrammar);
  const asked = parseOrder(input.orderBy, experimentsGrammar);
  const named = asked.some(({ field }) => field.key === 'experiment_id') ? asked : [...asked, byId(true)];
  const order = asked.length === 0 ? newestFirst : named;
  const { pageToken, maxResults, ...rest } = input;
  const query = { search: 'experiments', project: ctx.project.id, ...rest };
  const after = pageToken ? readPageToken(query, pageToken) : undefined;
  await ensureExperiment(ctx);
  const found = await findPage(ctx, {
    id: sql`e.id::text`,
    from: sql`traza.experiment e`,
    where: [sql`e.project_id = ${ctx.project.id}`, ...views[input.view], compileFilter(filter, condition)],
    columns: order.flatMap(({ field, descending }) => {
      const column = columns[field.key];
      return column ? sortColumns(column.sql, column.type, { descending, nullable: false }) : [];
    }),
    after,
    limit: maxResults + 1,
  });
  const { ids, next } = cutPage(found, maxResults);
  return {
    experiments: await experimentRecords(ctx, ids.map(Number)),
    nextPageToken: next && writePageToken(query, next),
  };
}

function condition(term: Term): Sql {
  const { field, test } = term;
  if (field.entity === 'tag') {
    return keyValueCondition({
      table: sql`traza.experiment_tag`,
      owner: sql`experiment_id`,
      id: sql`e.id`,
      key: field.key,
      test,
    });
  }
  const column = columns[field.key];
  if (!column) return sql`false`;
  if (field.key === 'experiment_id') return compareNumber(column.sql, numbersOf(term));
  return column.type === 'time' ? compareTime(column.sql, test) : compareText(column.sql, test);
}

/** Ids are compared as numbers, though filters write them as texts. */
function numbersOf({ test, valueColumn }: Term): Test {
  const number = (text: string): number => {
    if (/^\d{1,15}$/.test(text)) return Number(text);
    throw new FilterError(
      `Invalid experiment ID '${text.slice(0, 64)}' at column ${valueColumn}. Experiment ID must be a valid integer.`,
      valueColumn,
    );
  };
  if (test.kind === 'texts') return { kind: 'numbers', operator: test.operator, values: test.values.map(number) };
  if (test.kind !== 'text') return test;
  return { kind: 'number', operator: test.operator === '!=' ? '!=' : '=', value: number(test.value) };
}

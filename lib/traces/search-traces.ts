import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { runLimited } from '../db/run-limited.ts';
import { runSql, type Sql, sql, sqlJoin, sqlText } from '../db/sql.ts';
import { DomainError } from '../errors.ts';
import { tracesGrammar } from '../filter/grammars/traces.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';
import { conjuncts, hasPattern, type OrderTerm, type Term } from '../filter/tree.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { traceCondition } from './sql/trace-condition.ts';
import { nameTag, sourceRunKey } from './trace-tags.ts';

export interface SearchTracesInput {
  /** Of this project; 0 is its `Default`. Others are passed over. */
  experimentIds: number[];
  filter: string;
  orderBy: string[];
  limit: number;
  cursor?: string | undefined;
}

interface SortKey {
  value: Sql;
  type: 'text' | 'float8';
  descending: boolean;
}

/** One value of the order for each key, null for what is missing, and the id of the trace. */
const Position = z.object({ values: z.array(z.union([z.string(), z.number()]).nullable()), id: z.string() });

const pair = (table: string, key: string) =>
  sql`(SELECT p.value FROM ${sqlText(table)} p WHERE p.trace_key = t.key AND p.key = ${key})`;

function sortKey({ field, descending }: OrderTerm): SortKey {
  const text = (value: Sql): SortKey => ({ value: sql`(${value}) COLLATE "C"`, type: 'text', descending });
  const number = (value: Sql): SortKey => ({ value: sql`(${value})::float8`, type: 'float8', descending });
  if (field.entity === 'tag') return text(pair('traza.trace_tag', field.key));
  switch (field.key) {
    case 'timestamp_ms':
      return number(sql`t.request_at`);
    case 'execution_time_ms':
      return number(sql`t.duration_ms`);
    case 'end_time_ms':
      return number(sql`t.request_at + t.duration_ms`);
    case 'experiment_id':
      return number(sql`t.experiment_id`);
    case 'status':
      return text(sql`t.state`);
    case 'name':
      return text(pair('traza.trace_tag', nameTag));
    case 'run_id':
      return text(pair('traza.trace_metadata', sourceRunKey));
    default:
      return text(sql`t.id`);
  }
}

/** The rows behind a position: what is missing comes last in both directions, ties are broken by the id. */
function behind(keys: SortKey[], position: z.output<typeof Position>): Sql {
  let rest = sql`t.id COLLATE "C" > ${position.id}`;
  for (const [index, { value, type, descending }] of [...keys.entries()].reverse()) {
    const at = position.values[index] ?? null;
    if (at === null) {
      rest = sql`(${value} IS NULL AND ${rest})`;
      continue;
    }
    const given = sql`${String(at)}::${sqlText(type)}`;
    const beyond = descending ? sqlText('<') : sqlText('>');
    rest = sql`(${value} ${beyond} ${given} OR ${value} IS NULL OR (${value} = ${given} AND ${rest}))`;
  }
  return rest;
}

/**
 * Traces of experiments that fit a filter in MLflow's grammar, newest first unless an order says otherwise.
 * @returns ids in order, with the cursor of the next page
 * @throws DomainError INVALID_INPUT (filter, order, cursor of another query; a regular expression that cannot be read)
 */
export async function searchTraces({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchTracesInput;
}): Promise<{ ids: string[]; cursor: string | undefined }> {
  const filter = parseMlflowFilter(input.filter, tracesGrammar);
  for (const term of conjuncts(filter)) checkPrompt(term);
  const order = parseOrder(input.orderBy, tracesGrammar);
  const keys = order.map(sortKey);
  if (!order.some(({ field }) => field.key === 'timestamp_ms')) {
    keys.push(sortKey({ field: { entity: 'attribute', key: 'timestamp_ms' }, descending: true }));
  }
  const query = {
    list: 'traces',
    project: ctx.project.id,
    experiments: input.experimentIds,
    filter: input.filter,
    order: input.orderBy,
  };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor, 'page_token');
  const columns = keys.map(({ value }, index) => sql`${value} AS ${sqlText(`k${index}`)}`);
  const directions = keys.map(
    ({ descending }, index) => sql`${sqlText(`k${index}`)} ${sqlText(descending ? 'DESC' : 'ASC')} NULLS LAST`,
  );
  const statement = sql`
    SELECT t.id, ${sqlJoin(columns, ', ')}
    FROM traza.trace t JOIN traza.experiment e ON e.id = t.experiment_id
    WHERE e.project_id = ${ctx.project.id}
      AND (e.id = ANY(${input.experimentIds}::int[]) OR (e.is_default AND 0 = ANY(${input.experimentIds}::int[])))
      AND ${traceCondition(filter, ctx.project.id)} AND ${after ? behind(keys, after) : sql`true`}
    ORDER BY ${sqlJoin(directions, ', ')}, t.id COLLATE "C"
    LIMIT ${input.limit + 1}`;
  const rows = await (hasPattern(filter) ? runLimited<Row>(ctx, statement) : runSql<Row>(ctx.db, statement));
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  const cursor =
    rows.length > input.limit && last
      ? encodeCursor(query, { values: keys.map((_, index) => last[`k${index}`] ?? null), id: last.id })
      : undefined;
  return { ids: shown.map((row) => row.id), cursor };
}

/** A prompt is named with its version and compared as a whole. @throws DomainError INVALID_INPUT */
function checkPrompt({ field, test, column }: Term): void {
  if (field.entity !== 'attribute' || field.key !== 'prompt' || test.kind !== 'text') return;
  const operator = test.operator === 'MATCHES' ? 'RLIKE' : test.operator;
  const format = 'prompt = "name/version"';
  const message =
    operator === '='
      ? `Invalid prompts filter value '${test.value.slice(0, 200)}'. Expected format: ${format}`
      : `Invalid comparator '${operator}' for prompts filter. Only '=' is supported with format: ${format}`;
  if (operator === '=' && /^[^/]+\/[^/]+$/.test(test.value)) return;
  throw new DomainError('INVALID_INPUT', message, {
    fields: [{ path: 'filter', message: `column ${column}: ${format}` }],
  });
}

type Row = { id: string } & Record<string, string | number | null>;

import { noSql, type Sql, sql, sqlJoin, sqlText } from '../../db/sql.ts';
import { numberColumns, type SortColumn, sortColumns } from '../../filter/sql/keyset.ts';
import { experimentsSql, type RunScope } from '../search/page-statement.ts';
import { termColumns } from '../search/sort-columns.ts';
import type { ResolvedColumn } from './resolve-column.ts';
import type { SortKey, TableOrder } from './table-order.ts';

export type MetricColumn = Extract<ResolvedColumn, { entity: 'metric' }>;

const figureColumns: Record<MetricColumn['figure'], string> = {
  last: 'last',
  min: 'min',
  max: 'max',
  count: 'count::float8',
  firstStep: 'first_step::float8',
  lastStep: 'last_step::float8',
};

/** One figure of a row of `metric_series`. @param alias of the row, a word of ours */
export function figureSql(alias: string, figure: MetricColumn['figure']): Sql {
  return sqlText(`${alias}.${figureColumns[figure]}`);
}

/** A column whose values stand in rows of their own, one for each run and key. */
export type KeyedColumn = MetricColumn | Extract<ResolvedColumn, { entity: 'param' | 'tag' }>;

const tables = { metric: 'traza.metric_series', param: 'traza.param', tag: 'traza.tag' } as const;

/**
 * What each run `r` of a set has in these columns, null where it has nothing, to be joined to it. Several columns of one table
 * are read together, run by run, since what a run has lies together: 5 metrics of 100,000 runs in 2.3 seconds, where a
 * join for each took 6. For one column the planner may read all rows of its key at once: 0.8 seconds, run by run 1.1.
 * @returns the value of each column, in their order
 */
export function joinKeys(columns: KeyedColumn[], scope: RunScope): { joins: Sql[]; values: Sql[] } {
  const values: Sql[] = [];
  const joins = (['metric', 'param', 'tag'] as const).flatMap((entity) => {
    const own = columns.flatMap((column, index) => (column.entity === entity ? [{ column, index }] : []));
    const [only, ...others] = own;
    if (!only) return [];
    const alias = sqlText(`${entity}s`);
    if (others.length === 0) values[only.index] = valueSql(`${entity}s`, only.column);
    for (const { index } of others.length === 0 ? [] : own) values[index] = sql`${alias}.${sqlText(`v${index}`)}`;
    return others.length === 0 ? joinOne(only.column, scope, alias) : joinSome(entity, own, alias);
  });
  return { joins, values };
}

function valueSql(alias: string, column: KeyedColumn): Sql {
  return column.entity === 'metric' ? figureSql(alias, column.figure) : sqlText(`${alias}.value`);
}

function joinOne({ entity, key }: KeyedColumn, scope: RunScope, alias: Sql): Sql {
  const within = 'experiments' in scope ? sql`AND ${alias}.experiment_id = ANY(${experimentsSql(scope)})` : noSql;
  return sql`LEFT JOIN ${sqlText(tables[entity])} AS ${alias}
    ON ${alias}.run_id = r.id AND ${alias}.key = ${key}::text ${within}`;
}

function joinSome(entity: KeyedColumn['entity'], own: { column: KeyedColumn; index: number }[], alias: Sql): Sql {
  // One row at most has the key.
  const picked = own.map(
    ({ column, index }) =>
      sql`max(${valueSql('s', column)}) FILTER (WHERE s.key = ${column.key}::text) AS ${sqlText(`v${index}`)}`,
  );
  const keys = [...new Set(own.map(({ column }) => column.key))];
  return sql`CROSS JOIN LATERAL (SELECT ${sqlJoin(picked, ', ')} FROM ${sqlText(tables[entity])} AS s
    WHERE s.run_id = r.id AND s.key = ANY(${keys}::text[])) AS ${alias}`;
}

/**
 * The columns of an order for a statement over a whole set, the id of the run the last, and what they need joined to the run
 * `r`.
 */
export function wholeOrder(
  { keys, idDescending }: TableOrder,
  scope: RunScope,
): { joins: Sql[]; columns: SortColumn[] } {
  const keyed = keys.map(keyedColumn);
  const { joins, values } = joinKeys(
    keyed.flatMap((column) => column ?? []),
    scope,
  );
  const columns = keys.flatMap((key, index): SortColumn[] => {
    const column = keyed[index];
    if (!column) return key.figure ? [] : termColumns(key.term, index).columns;
    const value = values.shift() ?? noSql;
    const descending = key.figure ? key.descending : key.term.descending;
    return column.entity === 'metric'
      ? numberColumns(value, descending)
      : sortColumns(value, 'text', { descending, nullable: true });
  });
  return { joins, columns: [...columns, { sql: sql`r.id`, type: 'text', descending: idDescending }] };
}

function keyedColumn(key: SortKey): KeyedColumn | undefined {
  if (key.figure) return key.figure;
  const { entity, key: name } = key.term.field;
  if (entity === 'metric') return { entity, key: name, figure: 'last' };
  return entity === 'param' || entity === 'tag' ? { entity, key: name } : undefined;
}

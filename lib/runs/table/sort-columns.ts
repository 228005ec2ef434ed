import { type Sql, sql, sqlText } from '../../db/sql.ts';
import { numberColumns, sortColumns } from '../../filter/sql/keyset.ts';
import { experimentsSql, type RunScope } from '../search/page-statement.ts';
import { type TermColumns, termColumns } from '../search/sort-columns.ts';
import type { ResolvedColumn } from './resolve-column.ts';
import type { SortKey } from './table-order.ts';

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

/**
 * Joins what each run `r` of a whole set has under a key. The planner may read all rows of the key at once, which it may not
 * for a page, where `termColumns` looks at one run after the other.
 * @param alias a word of ours
 */
export function joinKey(
  { entity, key }: { entity: 'metric' | 'param' | 'tag'; key: string },
  scope: RunScope,
  alias: string,
): Sql {
  const table = sqlText(entity === 'metric' ? 'traza.metric_series' : `traza.${entity}`);
  const name = sqlText(alias);
  const within = 'experiments' in scope ? sql`AND ${name}.experiment_id = ANY(${experimentsSql(scope)})` : sql``;
  return sql`LEFT JOIN ${table} AS ${name} ON ${name}.run_id = r.id AND ${name}.key = ${key}::text ${within}`;
}

/** The columns of one key of an order, for a statement over a whole set. */
export function wholeColumns(key: SortKey, scope: RunScope, index: number): TermColumns {
  const alias = `o${index}`;
  if (key.figure) {
    return {
      join: joinKey(key.figure, scope, alias),
      columns: numberColumns(figureSql(alias, key.figure.figure), key.descending),
    };
  }
  const { field, descending } = key.term;
  if (field.entity === 'metric') {
    return {
      join: joinKey({ entity: 'metric', key: field.key }, scope, alias),
      columns: numberColumns(sqlText(`${alias}.last`), descending),
    };
  }
  if (field.entity === 'param' || field.entity === 'tag') {
    return {
      join: joinKey({ entity: field.entity, key: field.key }, scope, alias),
      columns: sortColumns(sqlText(`${alias}.value`), 'text', { descending, nullable: true }),
    };
  }
  return termColumns(key.term, index);
}

import { noSql, type Sql, sql, sqlText } from '../../db/sql.ts';
import { numberColumns, type SortColumn, sortColumns } from '../../filter/sql/keyset.ts';
import type { OrderTerm } from '../../filter/tree.ts';
import { runColumns } from './run-columns.ts';

export interface TermColumns {
  /** What the columns need joined to the run `r`. */
  join: Sql;
  /** Whether there is a value comes before the value. */
  columns: SortColumn[];
}

/**
 * The columns of one key of an order for any run `r`. Ranks: 0 has a value (a number), 1 has NaN, 2 has none; what can be
 * no NaN has 0 and 1.
 */
export function termColumns({ field, descending }: OrderTerm, index: number): TermColumns {
  const alias = sqlText(`o${index}`);
  if (field.entity === 'metric') {
    return {
      join: sql`LEFT JOIN LATERAL (SELECT m.last FROM traza.metric_series m
        WHERE m.run_id = r.id AND m.key = ${field.key} OFFSET 0) AS ${alias} ON true`,
      columns: numberColumns(sql`${alias}.last`, descending),
    };
  }
  if (field.entity === 'param' || field.entity === 'tag') {
    const table = field.entity === 'param' ? sql`traza.param` : sql`traza.tag`;
    return {
      join: sql`LEFT JOIN LATERAL (SELECT p.value FROM ${table} p
        WHERE p.run_id = r.id AND p.key = ${field.key} OFFSET 0) AS ${alias} ON true`,
      columns: sortColumns(sql`${alias}.value`, 'text', { descending, nullable: true }),
    };
  }
  const column = runColumns[field.key];
  if (!column) throw new Error(`Runs are not ordered by ${field.key}.`);
  return { join: noSql, columns: sortColumns(column.sql, column.type, { descending, nullable: column.nullable }) };
}

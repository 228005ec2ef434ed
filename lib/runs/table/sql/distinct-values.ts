import { type Sql, sql, sqlText } from '../../../db/sql.ts';
import { byBytes } from '../../../filter/sql/keyset.ts';
import { headOf, headSql } from '../../search/candidates.ts';

/** Rows that have the values of one field, with an index of (experiment, ..., beginning of the value). */
export interface ValueRows {
  table: Sql;
  /** The column that holds the value. */
  column: string;
  /** Which rows, of the row `t`. */
  where: Sql;
}

export interface DistinctValue {
  [column: string]: unknown;
  value: string;
}

/**
 * Different values of a field from one on, in the order of their first 64 letters, of which the index has no more: values
 * that share those come once.
 * @param from only values from here on; '' for all
 * @param fits a condition on `v`, the value
 * @param most values that are looked at
 */
export function distinctValues(of: ValueRows, { from, fits, most }: { from: string; fits: Sql; most: number }): Sql {
  const value = sqlText(`t.${of.column}`);
  const head = headSql(value);
  const next = (condition: Sql) => sql`
    SELECT ${value} AS v, ${head} AS h FROM ${of.table} AS t WHERE ${of.where} AND ${condition} ORDER BY ${head} LIMIT 1`;
  return sql`
    WITH RECURSIVE walked AS (
      (${next(sql`${head} >= ${from}::text`)})
      UNION ALL
      SELECT n.v, n.h FROM walked CROSS JOIN LATERAL (${next(sql`${head} > walked.h`)}) AS n
    )
    SELECT v AS value, ${fits} AS fits FROM walked LIMIT ${most}`;
}

/**
 * Different values that begin with the first 64 letters of a text and fit a condition on `v`, the value.
 * @param text of 64 letters or more
 */
export function valuesOfHead(of: ValueRows, { text, fits, most }: { text: string; fits: Sql; most: number }): Sql {
  const value = sqlText(`t.${of.column}`);
  return sql`
    SELECT DISTINCT v AS value, true AS fits FROM (
      SELECT ${byBytes(value)} AS v FROM ${of.table} AS t
      WHERE ${of.where} AND ${headSql(value)} = ${headOf(text)}::text) AS alike
    WHERE ${fits} ORDER BY v LIMIT ${most}`;
}

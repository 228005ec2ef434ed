import { type Sql, sql, sqlJoin, sqlText } from '../../db/sql.ts';
import { float, moment } from '../../filter/sql/compare-number.ts';
import type { OrderTerm } from '../../filter/tree.ts';
import { type ColumnType, runColumns } from './run-columns.ts';

/** One column of the order of runs; never null. */
export interface SortColumn {
  sql: Sql;
  type: ColumnType | 'rank';
  descending: boolean;
}

/** The value of a sort column as a position carries it: ranks and times in milliseconds as numbers, the rest as texts. */
export type SortValue = number | string;

/** Text columns are ordered by the bytes of UTF-8, on every server. */
export function byBytes(column: Sql): Sql {
  return sql`${column} COLLATE "C"`;
}

const emptyValue: Record<ColumnType, { sql: Sql; value: SortValue }> = {
  text: { sql: sql`''`, value: '' },
  number: { sql: sql`0::float8`, value: '0' },
  time: { sql: sql`'epoch'::timestamptz`, value: 0 },
};

/** What stands in place of a value that is not there. */
export function emptyOf(type: ColumnType): SortValue {
  return emptyValue[type].value;
}

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
  const rank = (of: Sql): SortColumn => ({ sql: of, type: 'rank', descending: false });
  const alias = sqlText(`o${index}`);
  if (field.entity === 'metric') {
    return {
      join: sql`LEFT JOIN LATERAL (SELECT m.last FROM traza.metric_series m
        WHERE m.run_id = r.id AND m.key = ${field.key} OFFSET 0) AS ${alias} ON true`,
      columns: [
        rank(sql`CASE WHEN ${alias}.last < 'NaN'::float8 THEN 0 WHEN ${alias}.last IS NULL THEN 2 ELSE 1 END`),
        {
          sql: sql`CASE WHEN ${alias}.last < 'NaN'::float8 THEN ${alias}.last ELSE 0 END`,
          type: 'number',
          descending,
        },
      ],
    };
  }
  if (field.entity === 'param' || field.entity === 'tag') {
    const table = field.entity === 'param' ? sql`traza.param` : sql`traza.tag`;
    return {
      join: sql`LEFT JOIN LATERAL (SELECT p.value FROM ${table} p
        WHERE p.run_id = r.id AND p.key = ${field.key} OFFSET 0) AS ${alias} ON true`,
      columns: [
        rank(sql`CASE WHEN ${alias}.value IS NULL THEN 1 ELSE 0 END`),
        { sql: byBytes(sql`coalesce(${alias}.value, '')`), type: 'text', descending },
      ],
    };
  }
  const column = runColumns[field.key];
  if (!column) throw new Error(`Runs are not ordered by ${field.key}.`);
  const { type, nullable } = column;
  const filled = nullable ? sql`coalesce(${column.sql}, ${emptyValue[type].sql})` : column.sql;
  const value: SortColumn = { sql: type === 'text' ? byBytes(filled) : filled, type, descending };
  if (!nullable) return { join: sqlText(''), columns: [value] };
  return { join: sqlText(''), columns: [rank(sql`CASE WHEN ${column.sql} IS NULL THEN 1 ELSE 0 END`), value] };
}

/** A value of a position as a parameter of its column's type. */
export function sortValueSql(column: SortColumn, value: SortValue): Sql {
  switch (column.type) {
    case 'rank':
      return sql`${Number(value)}::int`;
    case 'number':
      return float(Number(value));
    case 'time':
      return moment(Number(value));
    case 'text':
      return sql`${String(value)}::text`;
  }
}

/** Rows behind the one with these values, in the order of the columns. */
export function behind(columns: SortColumn[], values: SortValue[]): Sql {
  const [column, ...rest] = columns;
  if (!column) return sql`false`;
  const [value = 0, ...others] = values;
  const at = sortValueSql(column, value);
  const beyond = column.descending ? sql`<` : sql`>`;
  if (rest.length === 0) return sql`${column.sql} ${beyond} ${at}`;
  return sql`(${column.sql} ${beyond} ${at} OR (${column.sql} = ${at} AND ${behind(rest, others)}))`;
}

export function orderBy(columns: SortColumn[]): Sql {
  const each = columns.map((column) => (column.descending ? sql`${column.sql} DESC` : column.sql));
  return sqlJoin(each, ', ');
}

/** A sort column as the statement gives it out. */
export function sortOutput(column: SortColumn): Sql {
  return column.type === 'time' ? sql`(extract(epoch FROM ${column.sql}) * 1000)::float8` : column.sql;
}

/** What the statement gave out, as positions carry it. */
export function readSortValue(column: SortColumn, value: unknown): SortValue {
  return column.type === 'number' || column.type === 'text' ? String(value) : Number(value);
}

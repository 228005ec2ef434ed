import { type Sql, sql, sqlJoin, sqlText } from '../../db/sql.ts';
import { float, moment } from './compare-number.ts';

// Pages by the values of the last row and never by its number: a deep page costs what the first does, and rows that come
// or go move no others.

export type ColumnType = 'text' | 'time' | 'number';

/** One column of an order; never null. Texts are ordered by the bytes of UTF-8, on every server. */
export interface SortColumn {
  sql: Sql;
  type: ColumnType | 'rank';
  descending: boolean;
  /** The column with its nulls, where it stands directly behind the rank that puts them last. */
  nullable?: Sql;
}

/** The value of a sort column as a position carries it: ranks and times in milliseconds as numbers, the rest as texts. */
export type SortValue = number | string;

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

/** The sort columns of a column that may be null: what has a value comes first, in both directions. */
export function sortColumns(
  column: Sql,
  type: ColumnType,
  order: { descending: boolean; nullable: boolean },
): SortColumn[] {
  const { descending, nullable } = order;
  const filled = nullable ? sql`coalesce(${column}, ${emptyValue[type].sql})` : column;
  const collated = (value: Sql) => (type === 'text' ? byBytes(value) : value);
  const value: SortColumn = { sql: collated(filled), type, descending };
  if (!nullable) return [value];
  return [
    { sql: sql`CASE WHEN ${column} IS NULL THEN 1 ELSE 0 END`, type: 'rank', descending: false },
    { ...value, nullable: collated(column) },
  ];
}

/** The sort columns of a float8 that may be null: numbers, then NaN, then what has none, in both directions. */
export function numberColumns(column: Sql, descending: boolean): SortColumn[] {
  return [
    {
      sql: sql`CASE WHEN ${column} < 'NaN'::float8 THEN 0 WHEN ${column} IS NULL THEN 2 ELSE 1 END`,
      type: 'rank',
      descending: false,
    },
    { sql: sql`CASE WHEN ${column} < 'NaN'::float8 THEN ${column} ELSE 0 END`, type: 'number', descending },
  ];
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

/** The same order with as little to compute and to compare as there can be: for statements that sort a whole set. */
export function orderOfWhole(columns: SortColumn[]): Sql {
  const each = columns.flatMap(({ sql: value, descending, nullable }, index) => {
    if (columns[index + 1]?.nullable) return [];
    const direction = descending ? sql`DESC` : sql`ASC`;
    return [nullable ? sql`${nullable} ${direction} NULLS LAST` : sql`${value} ${direction}`];
  });
  return sqlJoin(each, ', ');
}

/** A sort column as a statement gives it out. */
export function sortOutput(column: SortColumn): Sql {
  // extract() counts in decimals, which takes as long as sorting. Times are kept to the millisecond, so rounding is exact.
  return column.type === 'time' ? sql`round(date_part('epoch', ${column.sql}) * 1000)` : column.sql;
}

/** What a statement gave out, as positions carry it. */
export function readSortValue(column: SortColumn, value: unknown): SortValue {
  return column.type === 'number' || column.type === 'text' ? String(value) : Number(value);
}

/** k0, k1, ... */
export function sortName(index: number): Sql {
  return sqlText(`k${index}`);
}

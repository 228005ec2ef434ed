import type { Extract } from '#lib/queue/kinds/train.ts';
import { columnKind } from './column-kind.ts';

const functions: Record<Extract, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'weekofyear',
  day: 'day',
  dayofyear: 'dayofyear',
  weekday: 'isodow',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};

/** Years and days of the year do not fit a byte. */
export function isWide(extract: Extract): boolean {
  return extract === 'year' || extract === 'dayofyear';
}

/** The point in time a column holds, in UTC; NULL where text does not say one. */
export function momentSql(column: string, type: string): string {
  switch (columnKind(type)) {
    case 'timestamptz':
      return `make_timestamp(epoch_us(${column}))`;
    case 'text':
      return `try_cast(${column} as timestamp)`;
    default:
      return column;
  }
}

/** A part of the time in a column, as a whole number; NULL where there is none. */
export function extractSql(column: string, type: string, extract: Extract): string {
  return `${functions[extract]}(${momentSql(column, type)})`;
}

/** Whether a part can be taken from a column of this type. Text is tried row by row. */
export function canExtract(type: string, extract: Extract): boolean {
  const kind = columnKind(type);
  if (kind === 'time') return extract === 'hour' || extract === 'minute' || extract === 'second';
  return kind === 'date' || kind === 'timestamp' || kind === 'timestamptz' || kind === 'text';
}

import { float8Array, int8Array } from '../../db/binary-array.ts';
import { numbersText } from '../../db/text-array.ts';
import type { SeriesSummary } from '../summarize-points.ts';

/** Names of the columns of summaries in a statement, in the order in which their parameters come. */
export const summaryColumns =
  'count, nan_count, sum, min_value, max_value, first_step, first_at, first_value, last_step, last_at, last';

const parameters: { type: 'bigint' | 'float8'; pick: (one: SeriesSummary) => number }[] = [
  { type: 'bigint', pick: (one) => one.count },
  { type: 'bigint', pick: (one) => one.nanCount },
  { type: 'float8', pick: (one) => one.sum },
  { type: 'float8', pick: (one) => one.min },
  { type: 'float8', pick: (one) => one.max },
  { type: 'bigint', pick: (one) => one.firstStep },
  { type: 'bigint', pick: (one) => one.firstAt },
  { type: 'float8', pick: (one) => one.firstValue },
  { type: 'bigint', pick: (one) => one.lastStep },
  { type: 'bigint', pick: (one) => one.lastAt },
  { type: 'float8', pick: (one) => one.last },
];

/** How many parameters the summaries take. */
export const summaryWidth = parameters.length;

/** The parameters with their types, from $`from` on. */
export function summaryParameters(from: number): string {
  return parameters.map(({ type }, index) => `$${from + index}::${type}[]`).join(', ');
}

/** Their values, for a statement on the pool. */
export function summaryArrays(series: readonly SeriesSummary[]): Buffer[] {
  return parameters.map(({ type, pick }) => (type === 'bigint' ? int8Array : float8Array)(series.map(pick)));
}

/** Their values, for a statement within any transaction. */
export function summaryTexts(series: readonly SeriesSummary[]): string[] {
  return parameters.map(({ pick }) => numbersText(series.map(pick)));
}

/**
 * SQL for a + b as IEEE 754 has it: PostgreSQL refuses a sum beyond the greatest float8, where everybody else gets an
 * infinity.
 */
export function sumOf(a: string, b: string): string {
  return `CASE WHEN ${a} = 'NaN' THEN 'NaN'
    WHEN ${b} > 0 AND ${a} > 1.797e308 - ${b} THEN 'Infinity'
    WHEN ${b} < 0 AND ${a} < -1.797e308 - ${b} THEN '-Infinity'
    ELSE ${a} + ${b} END`;
}

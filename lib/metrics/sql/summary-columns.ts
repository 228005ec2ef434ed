import { float8Array, int8Array } from '../../db/binary-array.ts';
import type { SeriesSummary } from '../summarize-points.ts';

/** Names of the columns of a batch's summaries, in the order in which summaryArrays gives them. */
export const summaryColumns =
  'count, nan_count, sum, last, last_step, last_at, min_value, max_value, first_step, first_at';

/** The types of their parameters, from $`from` on. */
export function summaryParameters(from: number): string {
  const types = ['bigint', 'bigint', 'float8', 'float8', 'bigint', 'bigint', 'float8', 'float8', 'bigint', 'bigint'];
  return types.map((type, index) => `$${from + index}::${type}[]`).join(', ');
}

/** Their values, as parameters of a statement on the pool. */
export function summaryArrays(series: readonly SeriesSummary[]): Buffer[] {
  return [
    int8Array(series.map((one) => one.count)),
    int8Array(series.map((one) => one.nanCount)),
    float8Array(series.map((one) => one.sum)),
    float8Array(series.map((one) => one.last)),
    int8Array(series.map((one) => one.lastStep)),
    int8Array(series.map((one) => one.lastAt)),
    float8Array(series.map((one) => one.min)),
    float8Array(series.map((one) => one.max)),
    int8Array(series.map((one) => one.firstStep)),
    int8Array(series.map((one) => one.firstAt)),
  ];
}

/**
 * The assignments that bring the row `s` of a series up to date with the summary `g` of what was added. min and max of a
 * batch are NaN where it holds nothing else. PostgreSQL refuses a sum beyond the greatest float8, where every other
 * program gets an infinity: it gets one here too.
 */
export const takeSummary = `
  last = CASE WHEN (g.last_step, g.last_at, g.last) > (s.last_step, s.last_at, s.last) THEN g.last ELSE s.last END,
  last_at = CASE WHEN (g.last_step, g.last_at) > (s.last_step, s.last_at) THEN g.last_at ELSE s.last_at END,
  last_step = greatest(g.last_step, s.last_step),
  min = least(s.min, nullif(g.min_value, 'NaN')),
  max = greatest(s.max, nullif(g.max_value, 'NaN')),
  first_at = CASE WHEN (g.first_step, g.first_at) < (s.first_step, s.first_at) THEN g.first_at ELSE s.first_at END,
  first_step = least(g.first_step, s.first_step)`;

/** SQL for the sum of two float8 as IEEE 754 has it. */
export function safeSum(a: string, b: string): string {
  return `CASE WHEN ${a} = 'NaN' THEN 'NaN'
    WHEN ${b} > 0 AND ${a} > 1.797e308 - ${b} THEN 'Infinity'
    WHEN ${b} < 0 AND ${a} < -1.797e308 - ${b} THEN '-Infinity'
    ELSE ${a} + ${b} END`;
}

/** SQL for the sum of the values of a group that are not NaN, as IEEE 754 has it. */
export function safeTotal(value: string): string {
  const small = `coalesce(sum(${value}) FILTER (WHERE abs(${value}) < 1e300 OR abs(${value}) = 'Infinity'), 0)`;
  const large = `coalesce(sum(${value} / 1e10) FILTER (WHERE abs(${value}) >= 1e300 AND abs(${value}) < 'Infinity'), 0)`;
  return `CASE WHEN ${large} > 1.7e298 THEN ${small} + 'Infinity' WHEN ${large} < -1.7e298 THEN ${small} - 'Infinity'
    ELSE ${small} + ${large} * 1e10 END`;
}

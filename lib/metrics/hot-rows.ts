import { float8Array, int8Array } from '../db/binary-array.ts';
import { numbersText } from '../db/text-array.ts';
import type { PointColumns } from './blocks/points.ts';

/** Most points of a row of metric_hot: what fits into a page. */
const mostOfRow = 320;

/** Points of series as rows of metric_hot: columns over all points, and for each row its part of them. */
export interface HotRows {
  seriesIds: number[];
  /** First and last index of each row's part, as SQL counts: from 1, both included. */
  from: number[];
  to: number[];
  step: Float64Array;
  at: Float64Array;
  value: Float64Array;
}

/** @param series the sorted points of each, each series once */
export function hotRows(series: readonly { id: number; points: PointColumns }[]): HotRows {
  const size = series.reduce((sum, one) => sum + one.points.length, 0);
  const rows: HotRows = {
    seriesIds: [],
    from: [],
    to: [],
    step: new Float64Array(size),
    at: new Float64Array(size),
    value: new Float64Array(size),
  };
  let next = 0;
  for (const { id, points } of series) {
    rows.step.set(points.step, next);
    rows.at.set(points.at, next);
    rows.value.set(points.value, next);
    for (let start = 0; start < points.length; start += mostOfRow) {
      rows.seriesIds.push(id);
      rows.from.push(next + start + 1);
      rows.to.push(next + Math.min(start + mostOfRow, points.length));
    }
    next += points.length;
  }
  return rows;
}

/** The SELECT that makes them, from parameters beginning with $`from`. */
export function selectHotRows(from: number): string {
  const part = (parameter: number, type: string) => `($${parameter}::${type}[])[r.first:r.last]`;
  return `
    SELECT r.series_id, ${part(from + 3, 'bigint')}, ${part(from + 4, 'bigint')}, ${part(from + 5, 'float8')}
    FROM unnest($${from}::bigint[], $${from + 1}::bigint[], $${from + 2}::bigint[]) AS r(series_id, first, last)`;
}

/** The parameters, for a statement on the pool. */
export function hotRowArrays(rows: HotRows): Buffer[] {
  const integers = [rows.seriesIds, rows.from, rows.to, rows.step, rows.at].map(int8Array);
  return [...integers, float8Array(rows.value)];
}

/** The parameters, for a statement within any transaction. */
export function hotRowTexts(rows: HotRows): string[] {
  return [rows.seriesIds, rows.from, rows.to, rows.step, rows.at, rows.value].map(numbersText);
}

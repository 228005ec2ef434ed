import type { PointColumns } from './blocks/points.ts';

/** What points add to their series. */
export interface SeriesSummary {
  count: number;
  nanCount: number;
  /** Of the points that are not NaN. */
  sum: number;
  /** NaN where every point is. */
  min: number;
  max: number;
  firstStep: number;
  firstAt: number;
  firstValue: number;
  /** MLflow's last: the greatest by (step, at, value). */
  lastStep: number;
  lastAt: number;
  last: number;
}

/** @param points of one series, sorted; at least one */
export function summarizePoints({ step, at, value }: PointColumns): SeriesSummary {
  const count = value.length;
  let nanCount = 0;
  let sum = 0;
  let min = Number.NaN;
  let max = Number.NaN;
  for (let index = 0; index < count; index += 1) {
    const one = value[index] ?? 0;
    if (Number.isNaN(one)) {
      nanCount += 1;
      continue;
    }
    sum += one;
    if (!(min <= one)) min = one;
    if (!(max >= one)) max = one;
  }
  return {
    count,
    nanCount,
    sum,
    min,
    max,
    firstStep: step[0] ?? 0,
    firstAt: at[0] ?? 0,
    firstValue: value[0] ?? 0,
    lastStep: step[count - 1] ?? 0,
    lastAt: at[count - 1] ?? 0,
    last: value[count - 1] ?? 0,
  };
}

/**
 * Points of one series in columns. `step` and `at` (milliseconds since 1970) are safe integers, `value` any float64.
 * A series is a set of (step, at, value) in that order; NaN equals NaN and is the greatest value, 0 equals -0, as in
 * PostgreSQL.
 */
export interface PointColumns {
  length: number;
  step: Float64Array;
  at: Float64Array;
  value: Float64Array;
}

/** Room for `length` points, all zeros. */
export function newPoints(length: number): PointColumns {
  return { length, step: new Float64Array(length), at: new Float64Array(length), value: new Float64Array(length) };
}

/** The points from `start` up to and without `end`, on the same memory. */
export function slicePoints(points: PointColumns, start: number, end = points.length): PointColumns {
  const step = points.step.subarray(start, end);
  return { length: step.length, step, at: points.at.subarray(start, end), value: points.value.subarray(start, end) };
}

/** Copies one point over another. */
export function copyPoint(from: PointColumns, index: number, to: PointColumns, target: number): void {
  to.step[target] = from.step[index] ?? 0;
  to.at[target] = from.at[index] ?? 0;
  to.value[target] = from.value[index] ?? 0;
}

/** Ascending, NaN after every number; 0 for values that are the same to PostgreSQL. */
export function compareValues(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  // At least one of them is NaN.
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** The order of a series: by step, then time, then value. */
export function comparePoints(a: PointColumns, i: number, b: PointColumns, j: number): number {
  const steps = (a.step[i] ?? 0) - (b.step[j] ?? 0);
  if (steps !== 0) return steps;
  const times = (a.at[i] ?? 0) - (b.at[j] ?? 0);
  if (times !== 0) return times;
  return compareValues(a.value[i] ?? 0, b.value[j] ?? 0);
}

/** Whether a sorted list holds a point. */
export function hasPoint(sorted: PointColumns, points: PointColumns, index: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = comparePoints(sorted, middle, points, index);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** Points one after another, on new memory. */
export function joinPoints(parts: readonly PointColumns[]): PointColumns {
  const all = newPoints(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    all.step.set(part.step, start);
    all.at.set(part.at, start);
    all.value.set(part.value, start);
    start += part.length;
  }
  return all;
}

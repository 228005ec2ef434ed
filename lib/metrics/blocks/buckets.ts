import { compareValues, type PointColumns } from './points.ts';

/**
 * How many entries of a level make one bucket of the next: 64 points at level 1, 32 buckets above. Of noise a bucket takes
 * 35 bytes, half a byte a point, and a chart of 400 columns opens at most one block of points more than of buckets.
 */
export function bucketSizeOver(level: number): number {
  return level === 0 ? 64 : 32;
}

/**
 * Consecutive points of a series, summed up in columns. Steps and times are those of the first and the last point by
 * the series' order; `minAt` and `maxAt` hold where clocks went back. `min`, `max` and `sum` are over the values that
 * are not NaN; `min` and `max` are NaN where there are none.
 */
export interface BucketColumns {
  length: number;
  count: Float64Array;
  nanCount: Float64Array;
  firstStep: Float64Array;
  lastStep: Float64Array;
  firstAt: Float64Array;
  lastAt: Float64Array;
  minAt: Float64Array;
  maxAt: Float64Array;
  first: Float64Array;
  last: Float64Array;
  min: Float64Array;
  max: Float64Array;
  sum: Float64Array;
}

export type BucketColumn = Exclude<keyof BucketColumns, 'length'>;

export const bucketColumns = [
  'count',
  'nanCount',
  'firstStep',
  'lastStep',
  'firstAt',
  'lastAt',
  'minAt',
  'maxAt',
  'first',
  'last',
  'min',
  'max',
  'sum',
] as const satisfies readonly BucketColumn[];

/** Room for `length` buckets, all empty. */
export function newBuckets(length: number): BucketColumns {
  // One piece of memory for all of them: asking for memory costs more than filling it.
  const all = new Float64Array(length * bucketColumns.length);
  let next = 0;
  const column = () => {
    next += length;
    return all.subarray(next - length, next);
  };
  return {
    length,
    count: column(),
    nanCount: column(),
    firstStep: column(),
    lastStep: column(),
    firstAt: column(),
    lastAt: column(),
    minAt: column(),
    maxAt: column(),
    first: column(),
    last: column(),
    min: column(),
    max: column(),
    sum: column(),
  };
}

/** The buckets from `start` up to and without `end`, on the same memory. */
export function sliceBuckets(buckets: BucketColumns, start: number, end = buckets.length): BucketColumns {
  const part = { ...buckets };
  for (const name of bucketColumns) part[name] = buckets[name].subarray(start, end);
  part.length = part.count.length;
  return part;
}

/** Adds one point to a bucket, wherever in it the point lies. */
export function addPoint(to: BucketColumns, target: number, points: PointColumns, index: number): void {
  const step = points.step[index] ?? 0;
  const at = points.at[index] ?? 0;
  const value = points.value[index] ?? 0;
  const nan = Number.isNaN(value);
  const count = to.count[target] ?? 0;
  to.count[target] = count + 1;
  if (nan) to.nanCount[target] = (to.nanCount[target] ?? 0) + 1;
  if (count === 0) {
    setFirst(to, target, step, at, value);
    setLast(to, target, step, at, value);
    to.minAt[target] = at;
    to.maxAt[target] = at;
    to.min[target] = value;
    to.max[target] = value;
    to.sum[target] = nan ? 0 : value;
    return;
  }
  if (isBefore(step, at, value, to.firstStep[target], to.firstAt[target], to.first[target])) {
    setFirst(to, target, step, at, value);
  }
  if (isBefore(to.lastStep[target], to.lastAt[target], to.last[target], step, at, value)) {
    setLast(to, target, step, at, value);
  }
  if (at < (to.minAt[target] ?? 0)) to.minAt[target] = at;
  if (at > (to.maxAt[target] ?? 0)) to.maxAt[target] = at;
  if (!nan) addExtremes(to, target, value, value, value);
}

/** Adds one bucket to another, wherever it lies. */
export function addBucket(to: BucketColumns, target: number, from: BucketColumns, index: number): void {
  const count = to.count[target] ?? 0;
  if (count === 0) {
    for (const name of bucketColumns) to[name][target] = from[name][index] ?? 0;
    return;
  }
  to.count[target] = count + (from.count[index] ?? 0);
  to.nanCount[target] = (to.nanCount[target] ?? 0) + (from.nanCount[index] ?? 0);
  const { firstStep, firstAt, first, lastStep, lastAt, last } = from;
  if (
    isBefore(firstStep[index], firstAt[index], first[index], to.firstStep[target], to.firstAt[target], to.first[target])
  ) {
    setFirst(to, target, firstStep[index], firstAt[index], first[index]);
  }
  if (isBefore(to.lastStep[target], to.lastAt[target], to.last[target], lastStep[index], lastAt[index], last[index])) {
    setLast(to, target, lastStep[index], lastAt[index], last[index]);
  }
  const minAt = from.minAt[index] ?? 0;
  const maxAt = from.maxAt[index] ?? 0;
  if (minAt < (to.minAt[target] ?? 0)) to.minAt[target] = minAt;
  if (maxAt > (to.maxAt[target] ?? 0)) to.maxAt[target] = maxAt;
  const min = from.min[index] ?? 0;
  if (!Number.isNaN(min)) addExtremes(to, target, min, from.max[index] ?? 0, from.sum[index] ?? 0);
}

/** @param min not NaN */
function addExtremes(to: BucketColumns, target: number, min: number, max: number, sum: number): void {
  // Not >=: where there was no number yet, min and max are NaN.
  if (!((to.min[target] ?? 0) <= min)) to.min[target] = min;
  if (!((to.max[target] ?? 0) >= max)) to.max[target] = max;
  to.sum[target] = (to.sum[target] ?? 0) + sum;
}

function setFirst(to: BucketColumns, target: number, step = 0, at = 0, value = 0): void {
  to.firstStep[target] = step;
  to.firstAt[target] = at;
  to.first[target] = value;
}

function setLast(to: BucketColumns, target: number, step = 0, at = 0, value = 0): void {
  to.lastStep[target] = step;
  to.lastAt[target] = at;
  to.last[target] = value;
}

function isBefore(stepA = 0, atA = 0, valueA = 0, stepB = 0, atB = 0, valueB = 0): boolean {
  if (stepA !== stepB) return stepA < stepB;
  if (atA !== atB) return atA < atB;
  return compareValues(valueA, valueB) < 0;
}

/** Buckets one after another. */
export function joinBuckets(parts: readonly BucketColumns[]): BucketColumns {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = newBuckets(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    for (const name of bucketColumns) all[name].set(part[name], start);
    start += part.length;
  }
  return all;
}

/** Some of the buckets, by their indexes, on new memory. */
export function pickBuckets(buckets: BucketColumns, indexes: readonly number[]): BucketColumns {
  const picked = newBuckets(indexes.length);
  for (const name of bucketColumns) {
    const from = buckets[name];
    const to = picked[name];
    for (let target = 0; target < indexes.length; target += 1) to[target] = from[indexes[target] ?? 0] ?? 0;
  }
  return picked;
}

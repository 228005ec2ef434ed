import { expect } from 'vitest';
import type { BucketColumns } from '../buckets.ts';
import { comparePoints, newPoints, type PointColumns, slicePoints } from '../points.ts';
import { sortPoints } from '../sort-points.ts';
import type { Window } from '../stretch.ts';

export interface ModelPoint {
  step: number;
  at: number;
  value: number;
}

/** The set of points that a series should be, kept in plain memory. */
export class ModelSeries {
  private readonly points = new Map<string, ModelPoint>();

  add(points: readonly ModelPoint[]): void {
    // String(-0) is '0': the same point, as in PostgreSQL.
    for (const point of points) {
      const key = `${point.step} ${point.at} ${point.value}`;
      if (!this.points.has(key)) this.points.set(key, point);
    }
  }

  get size(): number {
    return this.points.size;
  }

  columns(): PointColumns {
    return columnsOf([...this.points.values()]);
  }

  within({ axis, from, to }: Window): PointColumns {
    return columnsOf([...this.points.values()].filter((point) => point[axis] >= from && point[axis] <= to));
  }
}

export function columnsOf(points: readonly ModelPoint[]): PointColumns {
  const columns = newPoints(points.length);
  for (const [index, point] of points.entries()) {
    columns.step[index] = point.step;
    columns.at[index] = point.at;
    columns.value[index] = point.value;
  }
  return sortPoints(columns);
}

/** What a row of metric_series should say. */
export function summaryOf(points: PointColumns) {
  const numbers = points.value.filter((value) => !Number.isNaN(value));
  const last = points.length - 1;
  return {
    count: points.length,
    nanCount: points.length - numbers.length,
    min: numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) + 0 : null,
    max: numbers.length > 0 ? numbers.reduce((a, b) => Math.max(a, b)) + 0 : null,
    firstStep: points.step[0],
    firstAt: points.at[0],
    lastStep: points.step[last],
    lastAt: points.at[last],
    last: (points.value[last] ?? 0) + 0,
  };
}

/** Where the sum of values may lie, added in any order. */
export function expectSum(sum: number, points: PointColumns): void {
  const numbers = points.value.filter((value) => !Number.isNaN(value));
  const whole = numbers.reduce((a, b) => a + b, 0);
  const size = numbers.reduce((a, b) => a + Math.abs(b), 0);
  if (Number.isFinite(size)) expect(Math.abs(sum - whole)).toBeLessThanOrEqual(size * 1e-9);
}

/** Buckets along the steps say of their points what is true, and hold all of them. */
export function expectBucketsByStep(buckets: BucketColumns, points: PointColumns, most: number): void {
  expect(buckets.length).toBeLessThanOrEqual(most);
  if (points.length <= most) expect(buckets.length).toBe(points.length);
  let start = 0;
  for (let index = 0; index < buckets.length; index += 1) {
    const own = slicePoints(points, start, start + (buckets.count[index] ?? 0));
    start += own.length;
    expectBucket(buckets, index, own);
  }
  expect(start).toBe(points.length);
}

/** The same along time, where a bucket's points need not be neighbours in the series. */
export function expectBucketsByTime(buckets: BucketColumns, points: PointColumns, most: number): void {
  expect(buckets.length).toBeLessThanOrEqual(most);
  if (points.length <= most) expect(buckets.length).toBe(points.length);
  expect(buckets.count.reduce((sum, count) => sum + count, 0)).toBe(points.length);
  const numbers = (column: Float64Array) => column.filter((value) => !Number.isNaN(value)).map((value) => value + 0);
  expect(numbers(buckets.max).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)).toBe(
    numbers(points.value).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  );
  expect(numbers(buckets.min).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)).toBe(
    numbers(points.value).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  );
  const covered = new Uint8Array(points.length);
  for (let index = 0; index < buckets.length; index += 1) {
    const [minAt = 0, maxAt = 0] = [buckets.minAt[index], buckets.maxAt[index]];
    expect(buckets.minAt[index + 1] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(minAt);
    let [least, greatest] = [false, false];
    for (let point = 0; point < points.length; point += 1) {
      const at = points.at[point] ?? 0;
      const value = points.value[point] ?? 0;
      if (at < minAt || at > maxAt) continue;
      if (value === buckets.min[index]) least = true;
      if (value === buckets.max[index]) greatest = true;
      if (Number.isNaN(value) || (value >= (buckets.min[index] ?? 0) && value <= (buckets.max[index] ?? 0))) {
        covered[point] = 1;
      }
    }
    const empty = buckets.count[index] === buckets.nanCount[index];
    expect([least, greatest]).toEqual([!empty, !empty]);
  }
  expect(covered.every((one) => one === 1)).toBe(true);
}

function expectBucket(buckets: BucketColumns, index: number, own: PointColumns): void {
  const at = (name: 'first' | 'firstStep' | 'firstAt' | 'last' | 'lastStep' | 'lastAt' | 'min' | 'max') =>
    (buckets[name][index] ?? 0) + 0;
  const { count, nanCount, min, max, firstStep, firstAt, lastStep, lastAt, last } = summaryOf(own);
  expect({
    count: buckets.count[index],
    nanCount: buckets.nanCount[index],
    min: at('min'),
    max: at('max'),
    firstStep: at('firstStep'),
    firstAt: at('firstAt'),
    lastStep: at('lastStep'),
    lastAt: at('lastAt'),
    first: at('first'),
    last: at('last'),
    minAt: buckets.minAt[index],
    maxAt: buckets.maxAt[index],
  }).toEqual({
    count,
    nanCount,
    min: min ?? Number.NaN,
    max: max ?? Number.NaN,
    firstStep,
    firstAt,
    lastStep,
    lastAt,
    first: (own.value[0] ?? 0) + 0,
    last,
    minAt: own.at.reduce((a, b) => Math.min(a, b)),
    maxAt: own.at.reduce((a, b) => Math.max(a, b)),
  });
  expectSum(buckets.sum[index] ?? 0, own);
}

/** Two sorted lists of points are the same. */
export function expectSamePoints(got: PointColumns, wanted: PointColumns): void {
  expect(got.length).toBe(wanted.length);
  for (let index = 0; index < wanted.length; index += 1) {
    if (comparePoints(got, index, wanted, index) === 0) continue;
    expect([got.step[index], got.at[index], got.value[index]]).toEqual([
      wanted.step[index],
      wanted.at[index],
      wanted.value[index],
    ]);
  }
}

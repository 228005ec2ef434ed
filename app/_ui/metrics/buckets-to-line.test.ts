import { expect, test } from 'vitest';
import type { BucketAnswer } from '#lib/metrics/schema.ts';
import { bucketsToLine } from './buckets-to-line.ts';

const bucket = (part: Partial<BucketAnswer>): BucketAnswer => ({
  from: 0,
  to: 0,
  count: 1,
  nanCount: 0,
  first: 1,
  last: 1,
  min: 1,
  max: 1,
  firstAt: 0,
  lastAt: 0,
  ...part,
});

test('single points are drawn as they are', () => {
  expect(
    bucketsToLine([
      bucket({ from: 1, to: 1, first: 5, last: 5 }),
      bucket({ from: 4, to: 4, first: 'NaN', last: 'NaN', min: null, max: null }),
    ]),
  ).toEqual({
    x: [1, 4],
    y: [5, Number.NaN],
    total: 2,
  });
});

test('a bucket keeps its spike, in ascending steps', () => {
  const line = bucketsToLine([bucket({ from: 0, to: 99, count: 100, first: 1, last: 2, min: 0.5, max: 900 })]);
  expect(line.y).toEqual([1, 0.5, 900, 2]);
  expect(line.x).toEqual([...line.x].sort((a, b) => a - b));
  expect(line.total).toBe(100);
});

test('two points need no more than two', () => {
  expect(bucketsToLine([bucket({ from: 3, to: 4, count: 2, first: 1, last: 'Infinity', max: 'Infinity' })])).toEqual({
    x: [3, 4],
    y: [1, Number.POSITIVE_INFINITY],
    total: 2,
  });
});

test('against time the points are in the order in which they were measured', () => {
  const line = bucketsToLine(
    [
      bucket({ from: 1, to: 1, first: 5, firstAt: 1300, lastAt: 1300 }),
      bucket({ from: 2, to: 2, first: 6, firstAt: 1200, lastAt: 1200 }),
    ],
    1000,
  );
  expect(line).toEqual({ x: [200, 300], y: [6, 5], total: 2 });
});

import { expect, test } from 'vitest';
import type { BucketAnswer } from '#lib/metrics/schema.ts';
import { mergeBuckets, resumeStep } from './merge-buckets.ts';

const bucket = (from: number, to: number, count = 1): BucketAnswer => ({
  from,
  to,
  count,
  nanCount: 0,
  first: 0,
  last: 0,
  min: 0,
  max: 0,
  firstAt: 0,
  lastAt: 0,
});

test('the last bucket is read again and replaced, none is counted twice', () => {
  const before = [bucket(0, 4, 5), bucket(5, 7, 3)];
  const from = resumeStep(before);
  expect(from).toBe(5);
  expect(mergeBuckets(before, [bucket(5, 9, 5), bucket(10, 11, 2)], 5)).toEqual([
    bucket(0, 4, 5),
    bucket(5, 9, 5),
    bucket(10, 11, 2),
  ]);
});

test('an empty series is read from its start', () => {
  expect(resumeStep([])).toBeUndefined();
  expect(mergeBuckets([], [bucket(0, 0)], 0)).toEqual([bucket(0, 0)]);
});

import { describe, expect, test } from 'vitest';
import { type BucketColumns, bucketColumns } from './buckets.ts';
import { decodeBuckets } from './decode-buckets.ts';
import { decodePoints } from './decode-points.ts';
import { encodeBuckets } from './encode-buckets.ts';
import { encodePoints } from './encode-points.ts';
import { newPoints, type PointColumns } from './points.ts';
import { sortPoints } from './sort-points.ts';
import { bucketsOfBuckets, bucketsOfPoints } from './summarize.ts';
import { randomPoints, randomValue, seeded } from './testing/random.ts';

const far = Number.MAX_SAFE_INTEGER;

function pointsOf(rows: [step: number, at: number, value: number][]): PointColumns {
  const points = newPoints(rows.length);
  for (const [index, [step, at, value]] of rows.entries()) {
    points.step[index] = step;
    points.at[index] = at;
    points.value[index] = value;
  }
  return points;
}

/** toEqual tells 0 from -0 and takes NaN for NaN, which is what bit-exact means for float64. */
function expectRoundTrip(points: PointColumns): void {
  expect(decodePoints(encodePoints(points))).toEqual({
    length: points.length,
    step: Float64Array.from(points.step),
    at: Float64Array.from(points.at),
    value: Float64Array.from(points.value),
  });
}

describe('points', () => {
  test.each([0, 1, 2, 31, 64, 1_000, 16_384])('of any shape, %i of them, come back bit by bit', (length) => {
    for (let seed = 0; seed < 60; seed += 1) expectRoundTrip(randomPoints(seeded(seed * 7919 + length), length));
  });

  test('at the ends of the safe integers come back', () => {
    expectRoundTrip(
      pointsOf([
        [-far, far, 1],
        [-far, far, 2],
        [1 - far, -far, 3],
        [0, 0, 4],
        [far - 1, 1, 5],
        [far, -far, 6],
      ]),
    );
  });

  test('with a pause, a clock that goes back, and equal steps come back', () => {
    const points = newPoints(5_000);
    for (let index = 0; index < points.length; index += 1) {
      points.step[index] = index >> 3;
      points.at[index] =
        1_700_000_000_000 + index * 137 + (index > 2_000 ? 2 ** 40 : 0) - (index % 97 === 0 ? 5_000 : 0);
      points.value[index] = index;
    }
    expectRoundTrip(sortPoints(points));
  });

  test.each([
    ['whole numbers', (index: number) => index * 3 - 500],
    ['percentages', (index: number) => ((index * 7) % 10_001) / 100],
    ['of mixed digits', (index: number) => (index % 3 === 0 ? 0.3 : (index % 1_000) / 1_000)],
    ['with a negative zero', (index: number) => (index === 70 ? -0 : index / 10)],
    ['beyond the safe integers when scaled', (index: number) => (index === 70 ? 2 ** 60 : index / 10)],
    ['all NaN', () => Number.NaN],
    ['all negative zero', () => -0],
    ['singles and one double', (index: number) => (index === 999 ? 0.1 : Math.fround(index / 7))],
  ])('whose values are %s come back', (_, valueAt) => {
    expectRoundTrip(pointsOf(Array.from({ length: 1_000 }, (_, index) => [index, index, valueAt(index)])));
  });

  test('take no more room than their information', () => {
    const random = seeded(3);
    const curve = pointsOf(
      Array.from({ length: 16_384 }, (_, index) => [
        index,
        1_700_000_000_000 + index * 137 + random.below(20),
        Math.fround(2 * Math.exp(-index / 5_000) + random.next() * 0.05),
      ]),
    );
    expect(encodePoints(curve).length / curve.length).toBeLessThan(3.5);
    const scores = { ...curve, value: curve.value.map((value) => Math.round(value * 10_000) / 10_000) };
    expect(encodePoints(scores).length / curve.length).toBeLessThan(2.2);
    const doubles = { ...curve, value: curve.value.map(() => random.next()) };
    expect(encodePoints(doubles).length / curve.length).toBeLessThan(7.6);
  });

  test('of a format we do not know, or cut short, are refused', () => {
    const body = encodePoints(pointsOf([[1, 2, 3]]));
    expect(() => decodePoints(Uint8Array.from([9 * 2, ...body.slice(1)]))).toThrow('format 9');
    expect(() => decodePoints(body.slice(0, -1))).toThrow();
    const long = encodePoints(randomPoints(seeded(1), 5_000));
    expect(() => decodePoints(long.slice(0, -10))).toThrow();
  });
});

describe('buckets', () => {
  /** Sums keep nine digits; all else is exact. */
  function expectSame(got: BucketColumns, wanted: BucketColumns): void {
    for (const name of bucketColumns) {
      if (name === 'sum') continue;
      expect(got[name], name).toEqual(wanted[name]);
    }
    for (const [index, sum] of wanted.sum.entries()) {
      const read = got.sum[index] ?? 0;
      if (Number.isFinite(sum)) expect(Math.abs(read - sum)).toBeLessThanOrEqual(Math.abs(sum) * 1e-9);
      else expect(read).toBe(sum);
    }
  }

  test('of every level come back, with the blocks they belong to', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const random = seeded(seed);
      const points = randomPoints(random, 1 + random.below(5_000));
      let buckets = bucketsOfPoints(points);
      for (let level = 1; level < 4; level += 1) {
        const children = level === 1 ? [] : [3, buckets.length - 3];
        const decoded = decodeBuckets(encodeBuckets(buckets, children));
        expectSame(decoded.buckets, buckets);
        expect(decoded.children).toEqual(children);
        buckets = bucketsOfBuckets(buckets);
        if (buckets.length < 3) break;
      }
    }
  });

  test('say what their points say', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const random = seeded(seed);
      const points = randomPoints(random, 1 + random.below(4_000));
      const level1 = bucketsOfPoints(points);
      for (const [size, buckets] of [
        [64, level1],
        [2_048, bucketsOfBuckets(level1)],
      ] as const) {
        expect(buckets.length).toBe(Math.ceil(points.length / size));
        for (let index = 0; index < buckets.length; index += 1) {
          const [from, to] = [index * size, Math.min(points.length, index * size + size)];
          const values = points.value.subarray(from, to);
          const numbers = values.filter((value) => !Number.isNaN(value));
          const times = points.at.subarray(from, to);
          expect({
            count: buckets.count[index],
            nanCount: buckets.nanCount[index],
            steps: [buckets.firstStep[index], buckets.lastStep[index]],
            times: [buckets.firstAt[index], buckets.lastAt[index], buckets.minAt[index], buckets.maxAt[index]],
            values: [buckets.first[index], buckets.last[index]],
            extremes: [(buckets.min[index] ?? 0) + 0, (buckets.max[index] ?? 0) + 0],
          }).toEqual({
            count: to - from,
            nanCount: to - from - numbers.length,
            steps: [points.step[from], points.step[to - 1]],
            times: [times[0], times.at(-1), Math.min(...times), Math.max(...times)],
            values: [values[0], values.at(-1)],
            extremes:
              numbers.length === 0 ? [Number.NaN, Number.NaN] : [Math.min(...numbers) + 0, Math.max(...numbers) + 0],
          });
        }
      }
    }
  });
});

test('random values are of every kind', () => {
  const random = seeded(5);
  const values = Array.from({ length: 2_000 }, () => randomValue(random));
  expect(values.some(Number.isNaN)).toBe(true);
  expect(values).toContain(Number.NEGATIVE_INFINITY);
  expect(values.filter((value) => Math.fround(value) === value).length).toBeGreaterThan(500);
});

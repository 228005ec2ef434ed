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
import { sealedBodies } from './testing/sealed-bodies.ts';

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

  /** Durations of some 30 ms by a clock that began `seconds` ago, in units of which a second has `second`. */
  function durations(seconds: number, second: number, length = 4_000): Float64Array {
    const random = seeded(seconds);
    let nanoseconds = Math.round(seconds * 1e9);
    const times = Array.from({ length: length + 1 }, () => {
      nanoseconds += 20_000_000 + random.below(20_000_000);
      return nanoseconds / (1e9 / second);
    });
    return Float64Array.from({ length }, (_, index) => (times[index + 1] ?? 0) - (times[index] ?? 0));
  }

  const rows = (value: Float64Array): PointColumns => ({
    length: value.length,
    step: value.map((_, index) => index),
    at: value.map((_, index) => index * 30),
    value,
  });

  test.each([
    ['rates of a batch by performance.now()', durations(60, 1_000).map((lasted) => (4_096 / lasted) * 1_000), 4.3],
    ['rates scaled first', durations(60, 1_000).map((lasted) => 4_096_000 / lasted), 4.3],
    ['rates of an odd batch by perf_counter()', durations(90_000, 1).map((lasted) => 96 / lasted), 4.3],
    ['durations by perf_counter()', durations(90_000, 1), 4.3],
    ['rates of calls by time.time()', durations(1_780_000_000, 1).map((lasted) => 1 / lasted), 3],
    ['negative durations by time.time()', durations(1_780_000_000, 1).map((lasted) => -lasted), 3],
    ['durations of a far grid', durations(60, 1_000).map((lasted) => lasted * 2 ** -40), 7],
  ])('whose values are %s come back, and take less room than doubles', (_, values, most) => {
    expectRoundTrip(rows(values));
    expect(encodePoints(rows(values)).length / values.length).toBeLessThan(most);
  });

  test.each([
    ['singles', Float64Array.from({ length: 4_000 }, (_, index) => Math.fround(Math.sin(index * index)))],
    ['rates', durations(60, 1_000).map((lasted) => (4_096 / lasted) * 1_000)],
    ['durations', durations(90_000, 1)],
  ])('whose values are %s but for a few others come back', (_, regular) => {
    const others = [
      0.1,
      0,
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      2 ** -1_022,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      -0.03,
      1e-300,
      1e300,
      2 ** 53 + 2,
    ];
    const alone = encodePoints(rows(regular)).length;
    for (const [start, apart] of [
      [0, 1],
      [0, 200],
      [3_985, 1],
      [3_999, 1],
    ] as const) {
      const mixed = regular.slice();
      for (const [place, value] of others.entries())
        if (start + place * apart < mixed.length) mixed[start + place * apart] = value;
      expectRoundTrip(rows(mixed));
      expect(encodePoints(rows(mixed)).length - alone).toBeLessThan(others.length * 16 + 32);
    }
    for (const value of others) {
      const many = regular.map((own, index) => (index % 3 === 0 ? value : own));
      expectRoundTrip(rows(many));
    }
  });

  test.each(sealedBodies)('that were sealed in the form $name are read', ({ points, body }) => {
    expect(decodePoints(Buffer.from(body, 'base64'))).toEqual(points);
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

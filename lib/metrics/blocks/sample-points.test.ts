import { expect, test } from 'vitest';
import { comparePoints, newPoints, type PointColumns, slicePoints } from './points.ts';
import { samplePoints } from './sample-points.ts';
import { randomPoints, seeded } from './testing/random.ts';

async function* inParts(points: PointColumns, size: number): AsyncGenerator<PointColumns, void, void> {
  for (let start = 0; start < points.length; start += size) {
    yield slicePoints(points, start, Math.min(points.length, start + size));
  }
}

function places(sample: PointColumns, points: PointColumns): number[] {
  const found: number[] = [];
  for (let index = 0, place = 0; index < sample.length; index += 1) {
    while (place < points.length && comparePoints(points, place, sample, index) !== 0) place += 1;
    found.push(place);
  }
  return found;
}

test('a sample of any points is in their order, as large as asked for, with both ends and both extremes', async () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const random = seeded(seed);
    const points = randomPoints(random, 1 + random.below(3_000));
    const most = random.pick([4, 5, 10, 100, 2_500]);
    const sample = await samplePoints(inParts(points, 1 + random.below(700)), { count: points.length, most });
    expect(sample.length).toBe(Math.min(most, points.length));
    const found = places(sample, points);
    expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
    expect(found.at(0)).toBe(0);
    expect(found.at(-1)).toBe(points.length - 1);
    const numbers = (column: Float64Array) => [...column].filter((value) => !Number.isNaN(value));
    expect(Math.max(...numbers(sample.value))).toBe(Math.max(...numbers(points.value)));
    expect(Math.min(...numbers(sample.value))).toBe(Math.min(...numbers(points.value)));
  }
});

test('of a smooth curve the firsts of equal parts are taken', async () => {
  const points = newPoints(103);
  for (let index = 0; index < points.length; index += 1) {
    points.step[index] = index;
    points.value[index] = index * index;
  }
  const sample = await samplePoints(inParts(points, 10), { count: 103, most: 10 });
  expect([...sample.step]).toEqual([0, 11, 22, 33, 43, 53, 63, 73, 83, 102]);
  const one = await samplePoints(inParts(points, 10), { count: 103, most: 1 });
  expect([...one.step]).toEqual([102]);
});

import { expect, test } from 'vitest';
import { forestImportance } from './forest-importance.ts';
import { randomFrom, sampleOf } from './random.ts';
import { askTree, growTree } from './regression-tree.ts';

const random = randomFrom(3);
const count = 160;
const column = (make: () => number) => Float64Array.from({ length: count }, make);
const x = column(random);
const z = column(random);
const noise = column(random);
const kind = column(() => Math.floor(random() * 4));
const features = [
  { values: x, categorical: false },
  { values: z, categorical: false },
  { values: kind, categorical: true },
  { values: noise, categorical: false },
];

// y = 4x + a step of one of four categories (its number says nothing of its size) + z: variances 16/12, 0.19 and 1/12.
const y = x.map((value, at) => 4 * value + (kind[at] === 2 ? 1 : 0) + (z[at] ?? 0));

test('a forest finds what a function is made of, in its order, and nothing in noise', () => {
  const { importance, r2, rows } = forestImportance(features, y);
  const [ofX = 0, ofZ = 0, ofKind = 0, ofNoise = 0] = importance;
  expect(rows).toBe(count);
  expect(r2).toBeGreaterThan(0.9);
  expect(ofX).toBeGreaterThan(0.6);
  expect(ofX).toBeGreaterThan(4 * ofKind);
  expect(ofKind).toBeGreaterThan(ofZ);
  expect(ofZ).toBeGreaterThan(5 * ofNoise);
  expect(ofNoise).toBeLessThan(0.01);
});

test('it says the same each time, whatever the size of the numbers', () => {
  const first = forestImportance(features, y);
  expect(forestImportance(features, y)).toEqual(first);
  const huge = forestImportance(
    features,
    y.map((value) => value * 2 ** 900),
  );
  expect(huge.r2).toBeCloseTo(first.r2, 6);
  expect(huge.importance[0]).toBeCloseTo(first.importance[0] ?? 0, 6);
});

test('of noise alone it says that it knows nothing', () => {
  expect(forestImportance(features.slice(0, 2), noise).r2).toBeLessThan(0.1);
});

test('a tree parts categories whatever their numbers are', () => {
  const categories = Float64Array.of(0, 1, 2, 3, 0, 1, 2, 3);
  const values = Float64Array.of(5, 1, 5, 1, 5, 1, 5, 1);
  const tree = growTree(
    [{ values: categories, categorical: true }],
    values,
    Int32Array.from(categories.keys()),
    { leastRows: 1, tried: 1 },
    randomFrom(1),
  );
  expect([0, 1, 2, 3].map((category) => askTree(tree, () => category))).toEqual([5, 1, 5, 1]);
});

test('a sample has no row twice', () => {
  const sample = sampleOf(50, 20, randomFrom(9));
  expect(new Set(sample).size).toBe(20);
  expect(Math.max(...sample)).toBeLessThan(50);
});

import { expect, test } from 'vitest';
import { rankRatio, ranks, spearman } from './correlation.ts';

test('equal values share the mean of their ranks', () => {
  expect([...ranks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
  expect([...ranks([Number.NEGATIVE_INFINITY, 1e300, 0])]).toEqual([1, 3, 2]);
});

// As scipy.stats.spearmanr says.
test('known correlations, with ties', () => {
  expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12);
  expect(spearman([1, 2, 2, 3], [1, 3, 2, 4])).toBeCloseTo(0.9486832980505138, 12);
  expect(spearman([106, 86, 100, 101, 99, 103, 97, 113, 112, 110], [7, 0, 27, 50, 28, 29, 20, 12, 6, 17])).toBeCloseTo(
    -0.17575757575757575,
    12,
  );
  expect(spearman([1, 10, 100], [1e300, 1, 1e-300])).toBe(-1);
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
});

test('categories tell all, a part or nothing', () => {
  expect(rankRatio([0, 0, 1, 1], [1, 1, 9, 9])).toBeCloseTo(1);
  expect(rankRatio([0, 1, 0, 1], [1, 1, 9, 9])).toBeCloseTo(0);
  expect(rankRatio([0, 0, 0], [1, 2, 3])).toBeNaN();
});

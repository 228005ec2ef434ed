import { expect, test } from 'vitest';
import type { MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { barEnds, barScale, groupBars, runBars } from './bar-rows.ts';

const metric = (values: (number | null)[]): MatrixColumn => ({
  name: 'metric:m',
  kind: 'number',
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
  present: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
});
const names = ['a', 'b', 'c', 'd', 'e'];
const matrix = { more: false, ids: names, names, columns: [] };
const optimizer: MatrixColumn = {
  name: 'param:optimizer',
  kind: 'text',
  texts: ['adam', 'sgd'],
  codes: Uint32Array.of(1, 1, 2, 0, 2),
};

test('bars of runs stand the best first, without those that have no number', () => {
  const labels = (better: 'min' | 'max' | null) =>
    runBars(matrix, metric([2, null, Number.NaN, 9, 4]), better).map((row) => row.label);
  expect(labels('min')).toEqual(['a', 'e', 'd']);
  expect(labels(null)).toEqual(['d', 'e', 'a']);
});

test('groups have a mean and a deviation, and runs without the column are one of them', () => {
  expect(groupBars(metric([1, 3, 7, 5, null]), optimizer, { better: 'max', none: 'none' })).toEqual([
    { label: 'sgd', run: undefined, count: 1, value: 7, sd: undefined },
    { label: 'none', run: undefined, count: 1, value: 5, sd: undefined },
    { label: 'adam', run: undefined, count: 2, value: 2, sd: Math.SQRT2 },
  ]);
  const [huge] = groupBars(metric([1.5e308, 1e308]), optimizer, { better: null, none: '' });
  expect(huge?.value).toBeCloseTo(1.25e308, -300);
  expect(huge?.sd).toBeLessThan(1e308);
});

test('bars begin at nothing, those below it on its other side; on a logarithm the least is seen', () => {
  const rows = runBars(matrix, metric([-1, 3]), null);
  const linear = barScale(rows, 'linear');
  expect(barEnds(linear, 3)).toEqual({ from: 0.25, to: 1 });
  expect(barEnds(linear, -1)).toEqual({ from: 0, to: 0.25 });
  expect(barEnds(linear, Number.POSITIVE_INFINITY).to).toBe(1);
  const log = barScale(runBars(matrix, metric([1e-300, 1e300]), null), 'log');
  expect(barEnds(log, 1e-300).to).toBeGreaterThan(0);
  expect(barEnds(log, 1e300)).toEqual({ from: 0, to: 1 });
  expect(barEnds(log, -1)).toEqual({ from: 0, to: 0 });
});

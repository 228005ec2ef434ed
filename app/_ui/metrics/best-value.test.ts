import { expect, test } from 'vitest';
import { bestValue, usualDirection } from './best-value.ts';

test('the best is the greatest, the least, or the last when nobody said which', () => {
  const series = { last: 2, min: 1, max: 'Infinity' as const };
  expect(bestValue(series, 'max')).toBe(Number.POSITIVE_INFINITY);
  expect(bestValue(series, 'min')).toBe(1);
  expect(bestValue(series, null)).toBe(2);
  expect(bestValue({ last: 'NaN', min: null, max: null }, 'max')).toBeNaN();
});

test('well-known names say which way is better, others do not', () => {
  expect(['eval/auc', 'macro_f1', 'eval/r2'].map(usualDirection)).toEqual(['max', 'max', 'max']);
  expect(['loss', 'train/loss', 'eval/log_loss', 'eval/rmse'].map(usualDirection)).toEqual([
    'min',
    'min',
    'min',
    'min',
  ]);
  expect(['rows_per_second', 'system/memory', 'blossom', 'lauch'].map(usualDirection)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

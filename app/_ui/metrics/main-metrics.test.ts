import { expect, test } from 'vitest';
import { mainMetrics } from './main-metrics.ts';

test('a loss and a figure of merit come first, anything else fills up', () => {
  expect(mainMetrics(['eval/auc', 'eval/f1', 'eval/loss', 'system/memory', 'train/loss'])).toEqual([
    'train/loss',
    'eval/auc',
  ]);
  expect(mainMetrics(['eval/rmse', 'eval/mae'])).toEqual(['eval/rmse', 'eval/mae']);
  expect(mainMetrics(['rows_per_second'])).toEqual(['rows_per_second']);
  expect(mainMetrics([])).toEqual([]);
});

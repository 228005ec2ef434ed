import { expect, test } from 'vitest';
import { changedSettings, chartSettingsOf, metricCurvesKind } from './curves-kind.ts';

test('what was stored is read, and what nobody could have stored becomes as usual', () => {
  const usual = metricCurvesKind.read(undefined);
  expect(usual).toEqual({
    metrics: [],
    smooth: 0,
    by: 'ema',
    x: 'step',
    log: false,
    logX: false,
    clip: false,
    band: 'minmax',
  });
  expect(metricCurvesKind.read({ metrics: 'loss', smooth: 7, by: 'magic', x: 'metric:', log: 'yes', band: 1 })).toEqual(
    usual,
  );
  const stored = { ...usual, metrics: ['a', 'b'], smooth: 0.5, by: 'mean', x: 'metric:lr', log: true } as const;
  expect(metricCurvesKind.read(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  expect(metricCurvesKind.read({ metrics: ['a', 'a', 3, ...'bcdefgh'] }).metrics).toEqual([...'abcde']);
});

test('what the controls of charts change is kept, the rest stays', () => {
  const before = metricCurvesKind.read({ metrics: ['a'], log: true });
  const after = changedSettings(before, { smoothing: { kind: 'gaussian', weight: 0.3 }, axis: { metric: 'lr' } });
  expect(after).toEqual({ ...before, smooth: 0.3, by: 'gaussian', x: 'metric:lr' });
  expect(chartSettingsOf(after)).toMatchObject({ log: true, axis: { metric: 'lr' }, smoothing: { weight: 0.3 } });
});

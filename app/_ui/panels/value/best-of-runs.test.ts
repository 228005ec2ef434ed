import { expect, test } from 'vitest';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import { bestOfRuns } from './best-of-runs.ts';

function series(run: string, values: number[]): [string, DecodedSeries] {
  const column = Float64Array.from(values);
  const columns = { count: Float64Array.from(values, () => 1), first: column, last: column, min: column, max: column };
  const { length } = values;
  return [run, { run, key: 'm', state: 'whole', count: length, points: length, exact: true, start: 0, columns }];
}

const all = new Map([series('a', [1, 9, 3]), series('b', [Number.NaN, 5, Number.NaN]), series('c', [Number.NaN])]);
const runs = ['c', 'b', 'a', 'unknown'];

test('the best value of all runs is found with its run, or the best of their last values', () => {
  expect(bestOfRuns(all, runs, 'best', 'max')).toEqual({ run: 'a', value: 9 });
  expect(bestOfRuns(all, runs, 'best', 'min')).toEqual({ run: 'a', value: 1 });
  expect(bestOfRuns(all, runs, 'last', 'max')).toEqual({ run: 'b', value: 5 });
  expect(bestOfRuns(all, runs, 'last', 'min')).toEqual({ run: 'a', value: 3 });
});

test('where nobody says what better means the newest run that has a number speaks', () => {
  expect(bestOfRuns(all, runs, 'best', null)).toEqual({ run: 'b', value: 5 });
  expect(bestOfRuns(all, ['c'], 'best', 'max')).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import { mergeAnswer, mostBuckets } from './panel-series.ts';
import { seriesCurves } from './series-curves.ts';

type Columns = Record<string, number[]>;

function series(columns: Columns, part: Partial<DecodedSeries> = {}): DecodedSeries {
  const typed = Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]);
  return {
    run: 'r',
    key: 'loss',
    state: 'whole',
    count: 0,
    points: 0,
    exact: false,
    start: 1_000,
    columns: Object.fromEntries(typed),
    ...part,
  };
}

const points = (steps: number[], values: number[]): Columns => ({
  firstStep: steps,
  lastStep: steps,
  firstAt: steps.map((step) => 1_000 + step),
  lastAt: steps.map((step) => 1_000 + step),
  count: steps.map(() => 1),
  first: values,
  last: values,
  min: values,
  max: values,
  mean: values,
});
const stretch = (part: Columns): Columns => ({
  firstStep: [0],
  lastStep: [99],
  count: [100],
  first: [1],
  last: [2],
  min: [0.5],
  max: [900],
  mean: [10],
  ...part,
});
const xy = ({ x, y }: { x: ArrayLike<number>; y: ArrayLike<number> }) => ({ x: Array.from(x), y: Array.from(y) });

test('single points are drawn as they are, and are their own course', () => {
  const curves = seriesCurves(series(points([1, 4], [5, Number.NaN])), 'step');
  expect(xy(curves.points)).toEqual({ x: [1, 4], y: [5, Number.NaN] });
  expect(xy(curves.trend)).toEqual(xy(curves.points));
});

test('a stretch keeps its spike, in ascending steps, and goes by its mean', () => {
  const { points: drawn, trend } = seriesCurves(series(stretch({})), 'step');
  expect(xy(drawn)).toEqual({ x: [0, 33, 66, 99], y: [1, 0.5, 900, 2] });
  expect(xy(trend)).toEqual({ x: [49.5], y: [10] });
});

test('two points need no more than two, and one that is NaN alone has no extremes', () => {
  expect(xy(seriesCurves(series(stretch({ count: [2] })), 'step').points).y).toEqual([1, 2]);
  const nothing = stretch({ first: [Number.NaN], last: [Number.NaN], min: [Number.NaN], max: [Number.NaN] });
  expect(xy(seriesCurves(series(nothing), 'step').points).y).toEqual([Number.NaN, Number.NaN]);
});

test('against time the points are in the order in which they were measured', () => {
  const own = { ...points([1, 2], [5, 6]), firstAt: [1_300, 1_200], lastAt: [1_300, 1_200] };
  expect(xy(seriesCurves(series(own), 'time').points)).toEqual({ x: [200, 300], y: [6, 5] });
  expect(seriesCurves(series(own), 'wall').points.x).toEqual([1_200, 1_300]);
});

test('against another metric, what was measured before its first value has no place', () => {
  const own = { ...points([1, 2, 3], [7, 8, 9]), xFirst: [Number.NaN, 2, 1], xLast: [Number.NaN, 2, 1] };
  expect(xy(seriesCurves(series(own), { metric: 'epoch' }).points)).toEqual({ x: [1, 2], y: [9, 8] });
});

test('an answer of changes keeps what is the same, adds tails and replaces the rest', () => {
  const before = mergeAnswer(new Map(), [
    series(points([1, 2], [1, 2]), { run: 'a', points: 2, exact: true }),
    series(points([1], [1]), { run: 'b', points: 1 }),
    series(points([1], [1]), { run: 'c', points: 1 }),
  ]);
  const after = mergeAnswer(before, [
    series({}, { run: 'a', state: 'same' }),
    series(points([2, 3], [5, 6]), { run: 'b', state: 'tail', count: 3, points: 2 }),
    series(points([0, 1], [0, 1]), { run: 'c', count: 2, points: 2 }),
  ]);
  expect(after.get('a')).toBe(before.get('a'));
  expect(Array.from(after.get('b')?.columns.first ?? [])).toEqual([1, 5, 6]);
  expect(after.get('b')).toMatchObject({ state: 'whole', count: 3, points: 3 });
  expect(Array.from(after.get('c')?.columns.first ?? [])).toEqual([0, 1]);
  expect(mostBuckets(after)).toBe(3);
});

import { describe, expect, test } from 'vitest';
import { Random } from '#lib/filter/testing/random.ts';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import { type Band, bands, groupCurves, groupLine } from './group-curves.ts';

interface Line {
  x: number[];
  y: number[];
}

function seriesOf(columns: Record<string, number[]>): DecodedSeries {
  const typed = Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]);
  const head = { run: 'r', key: 'loss', state: 'whole' as const, count: 0, points: 0, exact: true, start: 0 };
  return { ...head, columns: Object.fromEntries(typed) };
}

const pointByPoint = ({ x, y }: Line) =>
  seriesOf({ firstStep: x, lastStep: x, count: x.map(() => 1), first: y, last: y, min: y, max: y, mean: y });

/** What the value of a run is at a place, as a person would say it. */
function valueAt({ x, y }: Line, at: number): number {
  const here = x.indexOf(at);
  if (here >= 0) return y[here] ?? Number.NaN;
  const after = x.findIndex((each) => each > at);
  if (after <= 0) return Number.NaN;
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [x[after - 1], x[after], y[after - 1], y[after]];
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

function modelBand(values: number[], mean: number, band: Band): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const part = (share: number) => {
    const at = (sorted.length - 1) * share;
    const low = sorted[Math.floor(at)] ?? 0;
    return low + ((sorted[Math.ceil(at)] ?? 0) - low) * (at - Math.floor(at));
  };
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const se = sd / Math.sqrt(values.length);
  return {
    minmax: (): [number, number] => [Math.min(...values), Math.max(...values)],
    sd: (): [number, number] => [mean - sd, mean + sd],
    se: (): [number, number] => [mean - se, mean + se],
    quartiles: (): [number, number] => [part(0.25), part(0.75)],
    none: (): [number, number] => [Number.NaN, Number.NaN],
  }[band]();
}

function expectNear(found: number | undefined, expected: number, said: string): void {
  if (found === undefined || Number.isNaN(expected)) expect(found, said).toBe(expected);
  else
    expect(Math.abs(found - expected), `${said}: ${found}, not ${expected}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(expected)),
    );
}

function expectModel(lines: Line[], band: Band, said: string): void {
  const found = groupCurves(lines.map(pointByPoint), 'step', band);
  const places = [...new Set(lines.flatMap((line) => line.x))].toSorted((a, b) => a - b);
  expect(Array.from(found.x), said).toEqual(places);
  for (const [index, at] of places.entries()) {
    const values = lines.map((line) => valueAt(line, at)).filter(Number.isFinite);
    const mean = values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
    const [lo, hi] = values.length === 0 ? [Number.NaN, Number.NaN] : modelBand(values, mean, band);
    expectNear(found.mean[index], mean, `${said} mean at ${at}`);
    expectNear(found.lo[index], lo, `${said} lo at ${at}`);
    expectNear(found.hi[index], hi, `${said} hi at ${at}`);
  }
}

/** Runs of different length; some values are NaN or infinite. */
function randomLines(random: Random, step: () => number): Line[] {
  return Array.from({ length: 1 + random.below(8) }, () => {
    let at = random.below(4);
    const length = 1 + random.below(40);
    const x = Array.from({ length }, () => {
      at += step();
      return at;
    });
    const odd = () => random.pick([Number.NaN, Number.NaN, Number.POSITIVE_INFINITY]);
    const y = x.map(() => (random.chance(0.05) ? odd() : (random.next() - 0.5) * 20));
    return { x, y };
  });
}

describe.each(bands)('mean and band (%s) are what plain code says', (band) => {
  test('on equal steps', () => {
    const random = new Random(1);
    for (let round = 0; round < 60; round += 1)
      expectModel(
        randomLines(random, () => 1),
        band,
        `round ${round}`,
      );
  });

  test('on uneven steps, between the points too', () => {
    const random = new Random(2);
    for (let round = 0; round < 60; round += 1)
      expectModel(
        randomLines(random, () => 1 + random.below(5)),
        band,
        `round ${round}`,
      );
  });
});

test('runs on one straight line each have the straight mean, wherever their points lie', () => {
  const random = new Random(3);
  for (let round = 0; round < 50; round += 1) {
    const slopes = [random.next(), random.next() * 5, -random.next()];
    const lines = slopes.map((slope) => {
      const inner = Array.from({ length: 20 }, () => 1 + random.below(998));
      const x = [0, ...new Set(inner), 1_000].toSorted((a, b) => a - b);
      return { x, y: x.map((at) => slope * at) };
    });
    const slope = slopes.reduce((sum, each) => sum + each, 0) / 3;
    const { x, mean } = groupCurves(lines.map(pointByPoint), 'step', 'sd');
    for (const [index, at] of x.entries()) expectNear(mean[index], slope * at, `round ${round} at ${at}`);
  }
});

test('of few runs the exact least and greatest of their stretches bound the band, however many steps they hold', () => {
  const stretches = (mean: number[], max: number[]) =>
    seriesOf({
      firstStep: [0, 100, 200],
      lastStep: [99, 199, 299],
      count: [100, 100, 100],
      first: mean,
      last: mean,
      min: mean.map((value) => value - 1),
      max,
      mean,
    });
  const { x, mean, lo, hi } = groupCurves(
    [stretches([1, 2, 3], [2, 90, 4]), stretches([3, 4, 5], [4, 5, 6])],
    'step',
    'minmax',
  );
  expect(Array.from(x)).toEqual([49.5, 149.5, 249.5]);
  expect(Array.from(mean)).toEqual([2, 3, 4]);
  expect(Array.from(lo)).toEqual([0, 1, 2]);
  expect(Array.from(hi)).toEqual([4, 90, 6]);
});

test('a run counts up to the end of its last stretch and no farther', () => {
  const short = seriesOf({ firstStep: [0], lastStep: [10], count: [11], mean: [1], min: [1], max: [1] });
  const long = pointByPoint({ x: [0, 5, 10, 15], y: [3, 3, 3, 3] });
  expect(Array.from(groupCurves([short, long], 'step', 'none').mean)).toEqual([2, 2, 2, 3]);
});

test('thousands of places are thinned out, the ends and every spike stay', () => {
  const x = Array.from({ length: 5_000 }, (_, at) => at);
  const lines = [0, 1, 2].map((run) => ({ x, y: x.map((at) => (at === 3_333 && run === 1 ? 50 : run)) }));
  const curves = groupCurves(lines.map(pointByPoint), 'step', 'minmax');
  expect(curves.x.length).toBeLessThanOrEqual(800);
  expect([curves.x[0], curves.x.at(-1)]).toEqual([0, 4_999]);
  expect(Math.max(...curves.hi)).toBe(50);
  expect(Math.min(...curves.lo)).toBe(0);
});

test('a step logged twice is one place, and what NaN alone stands at is a gap', () => {
  const twice = pointByPoint({ x: [1, 2, 2, 3], y: [1, 4, 8, 2] });
  expect(Array.from(groupCurves([twice], 'step', 'none').mean)).toEqual([1, 6, 2]);
  const gap = pointByPoint({ x: [1, 2, 3], y: [1, Number.NaN, 2] });
  expect(Array.from(groupCurves([gap, gap], 'step', 'sd').mean)).toEqual([1, Number.NaN, 2]);
});

test('against time and another metric runs are joined by where they were then', () => {
  const own = pointByPoint({ x: [1, 2, 3], y: [7, 8, 9] });
  own.columns.firstAt = Float64Array.of(100, 300, 200);
  own.columns.lastAt = own.columns.firstAt;
  const timed = groupCurves([{ ...own, start: 100 }], 'time', 'none');
  expect([Array.from(timed.x), Array.from(timed.mean)]).toEqual([
    [0, 100, 200],
    [7, 9, 8],
  ]);
  own.columns.xFirst = Float64Array.of(Number.NaN, 5, 4);
  own.columns.xLast = own.columns.xFirst;
  const measured = groupCurves([own], { metric: 'epoch' }, 'none');
  expect([Array.from(measured.x), Array.from(measured.mean)]).toEqual([
    [4, 5],
    [9, 8],
  ]);
});

test('values at the ends of what a number holds have a mean and a deviation', () => {
  const lines = [1e308, 1.2e308, 1.1e308].map((y) => pointByPoint({ x: [0], y: [y] }));
  const { mean, hi } = groupCurves(lines, 'step', 'sd');
  expect(mean[0]).toBeCloseTo(1.1e308, -300);
  expect(hi[0] ?? 0).toBeLessThan(1.3e308);
});

test('no runs make no line, and no band is drawn where none is asked for', () => {
  expect(groupCurves([], 'step', 'sd').x).toHaveLength(0);
  const one = groupCurves([pointByPoint({ x: [0, 1], y: [2, 3] })], 'step', 'minmax');
  expect(groupLine(one, 'none').band).toBeUndefined();
  expect(Array.from(groupLine(one, 'minmax').band?.hi ?? [])).toEqual([2, 3]);
});

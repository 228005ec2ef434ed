import { describe, expect, test } from 'vitest';
import { inLanguageOf } from '#lib/http/page-language.ts';
import { linesToCsv, linesToSvg, toCsv } from './export-lines.ts';
import { formatTicks, formatTimeTicks } from './format-ticks.ts';
import type { LineSeries } from './line-series.ts';
import { nearestIndex, nearestRows } from './nearest-rows.ts';
import { prepareLines } from './prepare-lines.ts';
import { type Smoothing, smoothingKinds } from './smooth.ts';
import { hasWithin, valueRange } from './value-range.ts';
import { powersWithin, wideSteps } from './wide-ticks.ts';

const a = { id: 'a', label: 'a', x: [0, 2, 4], y: [1, 2, 3] };
const b = { id: 'b', label: 'b', x: [1, 2, 9], y: [5, Number.NaN, 6] };

const none: Smoothing = { kind: 'ema', weight: 0 };
const steps = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('preparing lines', () => {
  test('each keeps its own steps, and what cannot be drawn is counted', () => {
    const { lines, extent, smoothed } = prepareLines({ series: [a, b], smoothing: none, log: false });
    expect(extent).toEqual([0, 9]);
    expect(smoothed).toBe(false);
    expect(lines[0]?.line).toBe(lines[0]?.raw);
    expect(lines.map((line) => [line.drawable, line.skipped])).toEqual([
      [3, 0],
      [2, 1],
    ]);
  });

  test('without points there is no extent', () => {
    expect(prepareLines({ series: [{ ...a, x: [], y: [] }], smoothing: none, log: false }).extent).toBeUndefined();
  });

  test.each(smoothingKinds)('smoothing (%s) keeps the points under the smoothed line', (kind) => {
    const x = steps(500);
    const y = x.map((at) => (at === 250 ? 9 : 0.5));
    const [line] = prepareLines({ series: [{ ...a, x, y }], smoothing: { kind, weight: 0.9 }, log: false }).lines;
    expect(line?.raw.y[250]).toBe(9);
    expect(line?.line.y[250]).toBeLessThan(5);
    expect(line?.line.y[100]).toBeCloseTo(0.5);
  });

  test.each(smoothingKinds)('a zoom does not change the smoothed line (%s)', (kind) => {
    const x = steps(400);
    const trend = { x, y: x.map((at) => Math.sin(at / 9)) };
    const part = { x: x.slice(100, 110), y: trend.y.slice(100, 110) };
    const smoothing = { kind, weight: 0.8 };
    const lineOf = (series: LineSeries) => prepareLines({ series: [series], smoothing, log: false }).lines[0]?.line;
    expect(lineOf({ ...a, ...part, trend, total: 4_000 })).toEqual(lineOf({ ...a, ...trend, total: 4_000 }));
  });

  test('a logarithm leaves out what it cannot show, and counts it', () => {
    const [line] = prepareLines({ series: [{ ...a, y: [0, -1, 10] }], smoothing: none, log: true }).lines;
    expect(line).toMatchObject({ drawable: 1, skipped: 2 });
  });
});

describe('the values a frame holds', () => {
  const range = (series: LineSeries[], part: Partial<Parameters<typeof valueRange>[0]> = {}) =>
    valueRange({
      data: prepareLines({ series, smoothing: none, log: part.log ?? false }),
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
      log: false,
      clip: false,
      ...part,
    });

  test('are those within the stretch shown, and where a line passes its sides', () => {
    expect(range([a])).toMatchObject({ min: 1, max: 3 });
    expect(range([a], { from: 2, to: 3 })).toMatchObject({ min: 2, max: 2.5 });
    expect(range([{ ...a, x: [0, 10], y: [0, 10] }], { from: 4, to: 6 })).toMatchObject({ min: 4, max: 6 });
  });

  test('are something to look at where there is nothing', () => {
    expect(range([{ ...a, y: [Number.NaN, Number.NaN, Number.NaN] }])).toEqual({ min: 0, max: 1, outside: 0 });
    expect(range([{ ...a, y: [-1, 0, -3] }], { log: true }).min).toBeGreaterThan(0);
  });

  test('leave outliers out where they are cut off, and say how many', () => {
    const x = steps(200);
    const wild = { ...a, x, y: x.map((at) => (at === 50 ? 1e9 : at % 7)) };
    expect(range([wild])).toMatchObject({ max: 1e9, outside: 0 });
    expect(range([wild], { clip: true })).toEqual({ min: 0, max: 6, outside: 1 });
    expect(range([{ ...wild, y: x.map(() => 4) }], { clip: true })).toEqual({ min: 4, max: 4, outside: 0 });
  });

  test.each([
    [[1e300, 1e-300], 1e-300, 1e300],
    [[5, 5, 5], 5, 5],
    [[Number.POSITIVE_INFINITY, 2, 1], 1, 2],
  ])('of %j are %d to %d', (y, min, max) => {
    expect(range([{ ...a, x: steps(y.length), y }])).toMatchObject({ min, max });
  });
});

describe('reading off', () => {
  test.each([
    [-5, 0],
    [0.9, 0],
    [1.1, 1],
    [3, 1],
    [99, 2],
  ])('x %d is nearest to point %d', (at, index) => {
    expect(nearestIndex([0, 2, 4], at)).toBe(index);
  });

  test('an empty line has no nearest point', () => expect(nearestIndex([], 3)).toBe(-1));

  test('rows come nearest to the pointer first, and a line that has ended is left out', () => {
    const line = (y: number[], x = [0, 1, 2]) => ({ line: { x, y }, raw: { x, y } });
    const rows = nearestRows({
      lines: [line([1, 1, 1]), line([5, 5, 5]), line([2], [0])],
      x: 2,
      pointerY: 4,
      toPixel: (value) => value,
      reach: 0.5,
    });
    expect(rows.map((row) => row.series)).toEqual([1, 0]);
  });
});

test('a stretch says whether there is anything to see: points, or a line on its way through', () => {
  const data = prepareLines({
    series: [{ id: 'a', label: 'a', x: [0, 10, 20], y: [1, 5, 2] }],
    smoothing: { kind: 'ema', weight: 0 },
    log: false,
  });
  expect(hasWithin(data, { min: 12, max: 18 }, false)).toBe(true);
  expect(hasWithin(data, { min: 21, max: 30 }, false)).toBe(false);
  expect(hasWithin(data, { min: 0, max: 20, y: { min: 6, max: 9 } }, false)).toBe(false);
  expect(hasWithin(data, { min: 0, max: 20, y: { min: 4, max: 9 } }, false)).toBe(true);
});

test('an axis beyond all steps that are known has ticks of its own', () => {
  expect(wideSteps(0, 1e30)).toBeUndefined();
  expect(wideSteps(0, Number.POSITIVE_INFINITY)).toBeUndefined();
  const steps = wideSteps(0, 3e40) ?? [];
  expect([steps[0], steps.at(-1)]).toEqual([1e37, 5e40]);
  expect(steps.toSorted((a, b) => a - b)).toEqual(steps);
  expect(powersWithin(2e33, 3e36)).toEqual([1e34, 1e35, 1e36]);
  expect(powersWithin(1, 1e40)).toEqual([1, 1e5, 1e10, 1e15, 1e20, 1e25, 1e30, 1e35, 1e40]);
});

test('ticks have the decimals that tell them apart', () => {
  expect(formatTicks([0.674, 0.675, 0.676], 0.001)).toEqual(['0.674', '0.675', '0.676']);
  expect(formatTicks([0, 100_000, 200_000], 100_000)).toEqual(['0', '100k', '200k']);
  expect(formatTicks([-1, 0, 1], 1)).toEqual(['−1', '0', '1']);
  expect(formatTicks([1_000_000, 1_000_100, 1_000_200], 100)).toEqual(['1000000', '1000100', '1000200']);
  expect(formatTicks([0.0002997, 0.0002998, 0.0003], 1e-7)).toEqual(['0.0002997', '0.0002998', '0.0003']);
});

test('CSV keeps every point as logged and quotes names', () => {
  expect(linesToCsv([{ ...a, label: 'lr, 0.1' }], 'step').split('\n')[1]).toBe('"lr, 0.1",0,1');
  expect(toCsv(['a'], [['x"y']])).toBe('a\n"x""y"\n');
});

test('what a line lies between is a part of its files, in pieces where it has a gap', () => {
  const x = [0, 1, 2, 3];
  const band = { x, lo: [0, 1, Number.NaN, 1], hi: [2, 3, Number.NaN, 2] };
  const line = { label: 'adam', x, y: [1, 2, 2, 1.5], band };
  const rows = linesToCsv([{ ...line }, { ...line, label: 'one', band: undefined }], 'step').split('\n');
  expect([rows[0], rows[1], rows[3], rows[5]]).toEqual([
    'series,step,value,low,high',
    'adam,0,1,0,2',
    'adam,2,2,NaN,NaN',
    'one,0,1,,',
  ]);
  const frame = {
    xRange: [0, 3],
    yRange: [0, 3],
    log: false,
    xLabel: 'step',
    ink: '#000',
    paper: '#fff',
    grid: '#eee',
  } as const;
  const svg = linesToSvg({ title: 'auc', lines: [{ ...line, color: 'red', dash: [] }], ...frame });
  const path = /d="([^"]*)" fill="red" fill-opacity/.exec(svg)?.[1] ?? '';
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path.match(/Z/g)).toHaveLength(2);
});

test('the drawing breaks its line at a gap and escapes names', () => {
  const svg = linesToSvg({
    title: 'loss <b>',
    lines: [{ label: 'a&b', color: 'red', dash: [], x: [0, 1, 2, 3], y: [1, Number.NaN, 2, 3] }],
    xRange: [0, 3],
    yRange: [0, 3],
    log: false,
    xLabel: 'step',
    ink: '#000',
    paper: '#fff',
    grid: '#eee',
  });
  expect(svg).toContain('loss &lt;b>');
  expect(svg).toContain('a&amp;b');
  const path = /<path clip-path[^>]* d="([^"]*)"/.exec(svg)?.[1] ?? '';
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path.match(/L/g)).toHaveLength(1);
});

test('the files are the same in every language, the axes are not', () => {
  const spanish = <T>(work: () => T): T => inLanguageOf({ 'accept-language': 'es' }, work);
  const file = () => linesToCsv([{ ...a, y: [0.5, 1234.5, -3] }], 'step');
  expect(spanish(file)).toBe(file());
  expect(file()).toContain('1234.5');
  expect(spanish(() => formatTicks([-0.5, 0, 0.5], 0.5))).toEqual(['−0,5', '0,0', '0,5']);
});

test('an axis of moments names the day where it begins', () => {
  const hour = 3_600_000;
  const ticks = [0, 4, 8, 12].map((each) => Date.UTC(2026, 10, 25, 18) + each * hour);
  expect(formatTimeTicks(ticks, 4 * hour, 'UTC')).toEqual(['25 Nov', '22:00', '26 Nov', '06:00']);
  expect(inLanguageOf({ 'accept-language': 'es' }, () => formatTimeTicks(ticks, 4 * hour, 'UTC')[2])).toBe('26 nov');
});

test('a name that a spreadsheet would run is a text there', () => {
  expect(toCsv(['a'], [['=HYPERLINK("x")'], ['-1'], [-1], ['@x']])).toBe(`a\n"'=HYPERLINK(""x"")"\n-1\n-1\n'@x\n`);
});

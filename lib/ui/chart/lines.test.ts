import { describe, expect, test } from 'vitest';
import { linesToCsv, linesToSvg, toCsv } from './export-lines.ts';
import { formatTicks } from './format-ticks.ts';
import { nearestIndex, nearestRows } from './nearest-rows.ts';
import { prepareLines } from './prepare-lines.ts';

const a = { id: 'a', label: 'a', x: [0, 2, 4], y: [1, 2, 3] };
const b = { id: 'b', label: 'b', x: [1, 2, 9], y: [5, Number.NaN, 6] };

describe('joining lines on one x', () => {
  test('steps of their own interleave; a missing point is undefined, a NaN is a gap', () => {
    const { x, columns, roles } = prepareLines({ series: [a, b], smoothing: 0, log: false });
    expect(x).toEqual([0, 1, 2, 4, 9]);
    expect(columns[0]).toEqual([1, undefined, 2, 3, undefined]);
    expect(columns[1]).toEqual([undefined, 5, null, undefined, 6]);
    expect(roles.map(({ role }) => role)).toEqual(['line', 'line']);
  });

  test('smoothing keeps the raw line under the smoothed one', () => {
    const { columns, roles, lines } = prepareLines({ series: [a], smoothing: 0.6, log: false });
    expect(roles.map(({ role }) => role)).toEqual(['raw', 'line']);
    expect(columns[0]).toEqual([1, 2, 3]);
    expect(columns[1]?.[2]).toBeLessThan(3);
    expect(lines[0]?.raw[2]).toBe(3);
  });

  test('a spike of one point survives, smoothed or not', () => {
    const x = Array.from({ length: 500 }, (_, index) => index);
    const y = x.map((at) => (at === 250 ? 9 : 0.5));
    const { columns } = prepareLines({ series: [{ id: 's', label: 's', x, y }], smoothing: 0.99, log: false });
    expect(columns[0]?.[250]).toBe(9);
  });

  test('a logarithm leaves out what it cannot show, and counts it', () => {
    const { columns, lines } = prepareLines({ series: [{ ...a, y: [0, -1, 10] }], smoothing: 0, log: true });
    expect(columns[0]).toEqual([null, null, 10]);
    expect(lines[0]?.skipped).toBe(2);
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
    const line = (y: number[]) => ({ x: [0, 1, 2], line: y, raw: y });
    const rows = nearestRows({
      lines: [line([1, 1, 1]), line([5, 5, 5]), { x: [0], line: [2], raw: [2] }],
      x: 2,
      pointerY: 4,
      toPixel: (value) => value,
      reach: 0.5,
    });
    expect(rows.map((row) => row.series)).toEqual([1, 0]);
  });
});

test('ticks have the decimals that tell them apart', () => {
  expect(formatTicks([0.674, 0.675, 0.676], 0.001)).toEqual(['0.674', '0.675', '0.676']);
  expect(formatTicks([0, 100_000, 200_000], 100_000)).toEqual(['0', '100k', '200k']);
  expect(formatTicks([-1, 0, 1], 1)).toEqual(['−1', '0', '1']);
  expect(new Set(formatTicks([1_000_000, 1_000_100, 1_000_200], 100)).size).toBe(3);
});

test('CSV keeps every point as logged and quotes names', () => {
  expect(linesToCsv([{ ...a, label: 'lr, 0.1' }], 'step').split('\n')[1]).toBe('"lr, 0.1",0,1');
  expect(toCsv(['a'], [['x"y']])).toBe('a\n"x""y"\n');
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

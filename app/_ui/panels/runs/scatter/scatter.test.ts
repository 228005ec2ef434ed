import { expect, test } from 'vitest';
import { fitLine } from './fit-line.ts';
import { paretoFront } from './pareto-front.ts';
import { nearestPoint } from './scatter-marks.ts';

const of = (...values: number[]) => Float64Array.from(values);

test('the front is what nothing beats, from left to right', () => {
  const [x, y] = [of(1, 2, 3, 4, 2, Number.NaN), of(5, 3, 4, 1, 3, 0)];
  expect(paretoFront(x, y, { x: 'min', y: 'min' })).toEqual([0, 1, 3]);
  expect(paretoFront(x, y, { x: 'max', y: 'max' })).toEqual([0, 2, 3]);
  expect(paretoFront(x, y, { x: 'min', y: 'max' })).toEqual([0]);
  expect(paretoFront(of(), of(), { x: 'min', y: 'min' })).toEqual([]);
});

test('a line through points, with how much it tells', () => {
  expect(fitLine(of(0, 0.5, 1), of(0.2, 0.4, 0.6))).toMatchObject({ points: 3 });
  const line = fitLine(of(0, 0.5, 1, Number.NaN), of(0.2, 0.4, 0.6, 7));
  expect([line?.from, line?.to, line?.r2].map((value) => value?.toFixed(6))).toEqual([
    '0.200000',
    '0.600000',
    '1.000000',
  ]);
  expect(fitLine(of(0, 1, 0, 1), of(0, 0, 1, 1))?.r2).toBeCloseTo(0);
  expect(fitLine(of(0.5, 0.5, 0.5), of(0, 0.5, 1))).toBeUndefined();
  expect(fitLine(of(0, 1), of(0, 1))).toBeUndefined();
});

test('the nearest point within reach is found, of those at one place the one drawn last', () => {
  const box = { left: 0, top: 0, right: 100, bottom: 100 };
  const places = { x: of(0, 0.5, 0.5, 1), y: of(0, 0.5, 0.5, Number.NaN), order: Int32Array.of(0, 1, 2, 3) };
  expect(nearestPoint(places, box, { x: 52, y: 51 })).toBe(2);
  expect(nearestPoint(places, box, { x: 4, y: 97 })).toBe(0);
  expect(nearestPoint(places, box, { x: 80, y: 80 })).toBeUndefined();
});

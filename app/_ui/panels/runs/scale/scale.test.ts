import { expect, test } from 'vitest';
import type { MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { scaleOf } from './scale.ts';
import { logTicks, niceTicks } from './ticks.ts';

const numbers = (values: (number | null)[]): MatrixColumn => ({
  name: 'metric:m',
  kind: 'number',
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
  present: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
});
const texts = (values: (string | null)[]): MatrixColumn => {
  const own = [...new Set(values.filter((value) => value !== null))];
  return {
    name: 'param:p',
    kind: 'text',
    texts: own,
    codes: Uint32Array.from(values, (value) => (value === null ? 0 : own.indexOf(value) + 1)),
  };
};

test('the ends of a float64 stand at the ends of the axis, what is between them between', () => {
  const scale = scaleOf(numbers([-Number.MAX_VALUE, 0, 1e300, Number.MAX_VALUE]));
  expect(scale.places[0]).toBe(0);
  expect(scale.places[1]).toBeCloseTo(0.5);
  expect(scale.places[3]).toBe(1);
  expect(scale.ticks(5).every(({ place }) => Number.isFinite(place))).toBe(true);
});

test('1e300 and 1e-300 together have a logarithm, and come back from it', () => {
  const scale = scaleOf(numbers([1e-300, 1, 1e300]));
  expect(scale.kind).toBe('log');
  expect([...scale.places].map((place) => place.toFixed(6))).toEqual(['0.000000', '0.500000', '1.000000']);
  expect(scale.valueAt(0.5)).toBeCloseTo(1);
  expect(scale.ticks(6).length).toBeGreaterThan(2);
});

test('NaN, infinities and what is missing have no place; only values that are there count as not drawn', () => {
  const scale = scaleOf(numbers([1, null, Number.NaN, Number.POSITIVE_INFINITY, 3]));
  expect([...scale.places]).toEqual([0, Number.NaN, Number.NaN, Number.NaN, 1]);
  expect(scale.undrawable).toBe(2);
  const log = scaleOf(numbers([-1, 0, 1, 10]), 'log');
  expect([...log.places]).toEqual([Number.NaN, Number.NaN, 0, 1]);
  expect(log.undrawable).toBe(2);
});

test.each([[7], [0], [-1e308], [Number.MAX_VALUE]])('a constant %d has a place and a frame around it', (value) => {
  const scale = scaleOf(numbers([value, value]));
  expect(scale.places[0]).toBeGreaterThanOrEqual(0);
  expect(scale.places[0]).toBeLessThanOrEqual(1);
  expect(scale.ticks(5).length).toBeGreaterThan(0);
});

test('nothing at all is an axis without marks', () => {
  const scale = scaleOf(numbers([null, Number.NaN]));
  expect([...scale.places]).toEqual([Number.NaN, Number.NaN]);
  expect(scale.ticks(4).length).toBeGreaterThan(0);
  expect(scaleOf(texts([null])).ticks(4)).toEqual([]);
});

test('params that read as numbers are numbers, others are categories in their natural order', () => {
  const lr = scaleOf(texts(['1e-5', '0.01', null, '1E-3']));
  expect(lr.kind).toBe('log');
  expect([...lr.values]).toEqual([1e-5, 0.01, Number.NaN, 1e-3]);
  const layers = scaleOf(texts(['layer 10', 'layer 9', null, 'layer 10']));
  expect(layers.categories).toEqual(['layer 9', 'layer 10']);
  expect([...layers.places]).toEqual([0.75, 0.25, Number.NaN, 0.75]);
  expect(layers.valueAt(0.8)).toBe(1);
  expect(scaleOf(texts(['1', '2', 'three'])).kind).toBe('category');
  expect(scaleOf(texts(['1', 'None', '3'])).kind).toBe('linear');
  expect(scaleOf(texts(['', ''])).kind).toBe('category');
});

test('ticks are round', () => {
  expect(niceTicks(0.07, 0.93, 5)).toEqual([0.2, 0.4, 0.6, 0.8]);
  expect(niceTicks(-3, 12, 4)).toEqual([0, 5, 10]);
  expect(logTicks(1e-5, 1e-1, 5)).toEqual([1e-5, 1e-4, 1e-3, 1e-2, 1e-1]);
  expect(logTicks(1.1e-5, 0.09, 2)).toEqual([1e-4, 1e-2]);
  expect(logTicks(32, 256, 4)).toEqual([100, 200]);
});

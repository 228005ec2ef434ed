import { expect, test } from 'vitest';
import { nativeRunsGrammar } from '#lib/filter/grammars/native-runs.ts';
import { parseNativeFilter } from '#lib/filter/parse-native-filter.ts';
import type { MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { scaleOf } from '../scale/scale.ts';
import { brushBetween, brushByKey, brushedRuns, moved } from './brush.ts';
import { readBrushes, writeBrushes } from './brush-address.ts';
import { brushFilter, mostNamed } from './brush-filter.ts';
import { axisAt, axisX, lineOf, nearestLine, placeToY, yToPlace } from './parallel-marks.ts';

const size = { width: 400, height: 222 };
const param = (name: string, values: string[]): MatrixColumn => {
  const texts = [...new Set(values)];
  return { name, kind: 'text', texts, codes: Uint32Array.from(values, (value) => texts.indexOf(value) + 1) };
};
const metric = (name: string, values: number[]): MatrixColumn => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
  present: new Uint8Array(values.length).fill(1),
});
const axisOf = (column: MatrixColumn, flipped = false) => {
  const scale = scaleOf(column);
  return { name: column.name, label: column.name, scale, places: scale.places, flipped };
};
const lr = axisOf(param('param:lr', ['0.0001', '0.001', '0.1']));
const optimizer = axisOf(param('param:optimizer', ['adam', 'sgd', "it's"]));
const loss = axisOf(metric('metric:val/loss', [1, Number.NaN, 3]), true);

test('places and pixels lead to each other, on flipped axes too', () => {
  for (const flipped of [false, true]) expect(yToPlace(placeToY(0.3, flipped, size), flipped, size)).toBeCloseTo(0.3);
  expect([0, 1, 2].map((index) => axisAt(axisX(index, 3, size), 3, size))).toEqual([0, 1, 2]);
  expect(axisAt(-50, 3, size)).toBe(0);
});

test('a line is cut where a run has nothing, and found where it passes', () => {
  const axes = [lr, optimizer, loss];
  const marks = { axes, colors: [], runs: 3, order: Int32Array.of(0, 1, 2) };
  expect(lineOf(marks, 0, size)[0]).toHaveLength(6);
  expect(lineOf(marks, 1, size)[0]).toHaveLength(4);
  expect(lineOf({ axes: [lr, loss] }, 1, size)).toEqual([]);
  const [x, y] = lineOf(marks, 2, size)[0]?.slice(2, 4) ?? [];
  const all = Uint8Array.of(1, 1, 1);
  expect(nearestLine(marks, all, { x: (x ?? 0) - 1, y: y ?? 0 }, size)).toBe(2);
  expect(nearestLine(marks, Uint8Array.of(1, 1, 0), { x: (x ?? 0) - 1, y: y ?? 0 }, size)).not.toBe(2);
});

test('brushes are drawn, moved and made by keys within their axis', () => {
  expect(brushBetween(0.8, -1)).toEqual({ from: 0, to: 0.8 });
  expect(brushBetween(0.5, 0.502)).toBeUndefined();
  expect(moved({ from: 0.5, to: 0.9 }, 1)).toEqual({ from: 0.6, to: 1 });
  expect(brushByKey(undefined, 'ArrowUp', false)).toEqual({ from: 0.5, to: 1 });
  expect(brushByKey({ from: 0.5, to: 1 }, 'ArrowDown', true)).toEqual({ from: 0.5, to: 0.95 });
  expect(brushByKey({ from: 0.5, to: 0.55 }, 'ArrowDown', true)).toEqual({ from: 0.5, to: 0.55 });
  expect(brushByKey({ from: 0, to: 1 }, 'Delete', false)).toBeUndefined();
  expect(brushByKey(undefined, 'x', false)).toBe('none');
});

test('only runs within all brushes are inside, none without a value', () => {
  const axes = [lr, optimizer, loss];
  expect([...brushedRuns(3, axes, {})]).toEqual([1, 1, 1]);
  expect([...brushedRuns(3, axes, { 'param:lr': { from: 0, to: 0.5 } })]).toEqual([1, 1, 0]);
  expect([...brushedRuns(3, axes, { 'metric:val/loss': { from: 0, to: 1 } })]).toEqual([1, 0, 1]);
  expect([...brushedRuns(3, axes, { gone: { from: 0, to: 0.1 } })]).toEqual([1, 1, 1]);
});

test('a brush becomes a filter that can be read, or names its runs', () => {
  const axes = [lr, optimizer, loss];
  const brushes = { 'param:lr': { from: 0.2, to: 1 }, 'param:optimizer': { from: 0, to: 0.7 } };
  const filter = brushFilter(axes, brushes, ['a']) ?? '';
  expect(filter).toBe("param.`lr` >= 0.0003981 and param.`optimizer` in (`adam`, `it's`)");
  parseNativeFilter(filter, nativeRunsGrammar);
  expect(brushFilter(axes, { 'metric:val/loss': { from: 0, to: 0.5 } }, [])).toBe('metric.`val/loss` <= 2');
  const best = axisOf(metric('metric:val/loss:min', [1, 2]));
  const named = brushFilter([best], { 'metric:val/loss:min': { from: 0, to: 0.5 } }, ['ab', 'cd']) ?? '';
  expect(named).toBe('id in (`ab`, `cd`)');
  parseNativeFilter(named, nativeRunsGrammar);
  const many = Array.from({ length: mostNamed + 1 }, (_, at) => String(at));
  expect(brushFilter([best], { 'metric:val/loss:min': { from: 0, to: 0.5 } }, many)).toBeUndefined();
});

test('an address holds the brushes of several panels, whatever their axes are called', () => {
  const brushes = { 'param:a,b:1-2': { from: 0.25, to: 0.5 }, 'metric:~loss': { from: 0, to: 1 } };
  const both = writeBrushes(writeBrushes('', 'one', brushes), 'two', { 'param:lr': { from: 1 / 3, to: 2 / 3 } });
  expect(readBrushes(both, 'one')).toEqual(brushes);
  // What lies on an end stays inside.
  expect(readBrushes(both, 'two')).toEqual({ 'param:lr': { from: 0.333, to: 0.667 } });
  expect(writeBrushes(writeBrushes(both, 'one', {}), 'two', {})).toBe('');
  // Written again and again it stays where it is.
  for (let end = 1; end <= 1_000; end += 1) {
    const address = `one:${end - 1}-${end}:x`;
    expect(writeBrushes('', 'one', readBrushes(address, 'one'))).toBe(address);
  }
  expect(readBrushes('one:500-100:x,one:0-9999:x,one:x,:1-2:x', 'one')).toEqual({});
});

import { expect, test } from 'vitest';
import type { MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { tellingParams } from './telling-params.ts';

const param = (name: string, values: (string | null)[]): MatrixColumn => {
  const texts = [...new Set(values.filter((value) => value !== null))];
  const codes = Uint32Array.from(values, (value) => (value === null ? 0 : texts.indexOf(value) + 1));
  return { name, kind: 'text', texts, codes };
};

test('params that tell most of the metric come first; constants and names of single runs are left out', () => {
  const loss = [1, 2, 3, 4, 5, 6, 7, 8];
  const columns: MatrixColumn[] = [
    { name: 'metric:loss', kind: 'number', values: Float64Array.from(loss), present: new Uint8Array(8).fill(1) },
    param('param:seed', ['3', '1', '4', '2', '3', '1', '4', '2']),
    param(
      'param:lr',
      loss.map((value) => String(value * 10)),
    ),
    param(
      'param:optimizer',
      loss.map((value) => (value > 4 ? 'adam' : 'sgd')),
    ),
    param(
      'param:model',
      loss.map(() => 'resnet'),
    ),
    param(
      'param:folder',
      loss.map((value) => `out/${value}`),
    ),
    param('param:rare', ['a', null, null, null, null, null, null, 'b']),
  ];
  const names = columns.slice(1).map((column) => column.name);
  const matrix = { more: false, ids: loss.map(String), names: loss.map(String), columns };
  expect(tellingParams(matrix, names, 'metric:loss').map((one) => one.name)).toEqual([
    'param:lr',
    'param:optimizer',
    'param:seed',
    'param:rare',
  ]);
  expect(tellingParams(matrix, names, undefined)).toHaveLength(4);
});

test('a param that may be too low and too high tells more than one that goes with the metric a little', () => {
  const runs = Array.from({ length: 200 }, (_, at) => at);
  const columns: MatrixColumn[] = [
    {
      name: 'metric:loss',
      kind: 'number',
      values: Float64Array.from(runs, (at) => (at - 100) ** 2 + 800 * (at % 3)),
      present: new Uint8Array(200).fill(1),
    },
    param(
      'param:epochs',
      runs.map((at) => String(at % 3)),
    ),
    param('param:lr', runs.map(String)),
  ];
  const matrix = { more: false, ids: runs.map(String), names: runs.map(String), columns };
  expect(tellingParams(matrix, ['param:epochs', 'param:lr'], 'metric:loss')[0]).toEqual({
    name: 'param:lr',
    isNumber: true,
  });
});

import { expect, test } from 'vitest';
import type { MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { forestImportance } from '../statistics/forest-importance.ts';
import { importanceQuestion } from './importance-question.ts';

const param = (name: string, values: (string | null)[]): MatrixColumn => {
  const texts = [...new Set(values.filter((value) => value !== null))];
  const codes = Uint32Array.from(values, (value) => (value === null ? 0 : texts.indexOf(value) + 1));
  return { name, kind: 'text', texts, codes };
};
const runs = Array.from({ length: 120 }, (_, at) => at);

test('what is asked of a forest: runs with the metric, params that differ among them, what is missing as a value', () => {
  const values = Float64Array.from(runs, (at) => (at === 5 ? Number.NaN : at % 2 === 0 ? 1 : 3));
  const columns: MatrixColumn[] = [
    { name: 'metric:loss', kind: 'number', values, present: new Uint8Array(120).fill(1) },
    param(
      'param:optimizer',
      runs.map((at) => (at % 2 === 0 ? 'adam' : 'sgd')),
    ),
    param(
      'param:warmup',
      runs.map((at) => (at % 3 === 0 ? null : '100')),
    ),
    param(
      'param:only',
      runs.map((at) => (at === 5 ? 'b' : 'a')),
    ),
    param(
      'param:lr',
      runs.map((at) => String(1 + (at % 7))),
    ),
  ];
  const matrix = { more: false, ids: runs.map(String), names: runs.map(String), columns };
  const found = importanceQuestion(
    matrix,
    columns.map((column) => column.name),
    'metric:loss',
  );
  expect(found?.params.map((one) => one.name)).toEqual(['param:optimizer', 'param:warmup', 'param:lr']);
  expect(found?.params[0]?.association).toMatchObject({ signed: false, runs: 119 });
  expect(found?.params[0]?.association.strength).toBeCloseTo(1);
  expect(found?.question.target).toHaveLength(119);
  const { importance, r2 } = forestImportance(
    found?.question.features ?? [],
    found?.question.target ?? new Float64Array(),
  );
  expect(r2).toBeGreaterThan(0.9);
  expect(importance[0]).toBeGreaterThan(10 * Math.max(importance[1] ?? 1, importance[2] ?? 1));
  expect(importanceQuestion(matrix, [], 'metric:gone')).toBeUndefined();
});

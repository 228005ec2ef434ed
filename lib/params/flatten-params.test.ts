import { expect, test } from 'vitest';
import { flattenParams } from './flatten-params.ts';

test('flattens nested documents into params that fit a table', () => {
  const document = {
    epochs: 7,
    layers: [64, 32],
    none: [],
    optimizer: { kind: 'adam', learningRate: 0.002 },
    deep: { er: { yes: true } },
    left: undefined,
    out: null,
    mixed: [{ a: 1 }],
    note: 'x',
  };
  expect(flattenParams(document)).toEqual({
    epochs: '7',
    layers: '64, 32',
    none: '',
    'optimizer.kind': 'adam',
    'optimizer.learningRate': '0.002',
    'deep.er.yes': 'true',
    mixed: '[{"a":1}]',
    note: 'x',
  });
  expect(flattenParams({ long: 'y'.repeat(7_000) }).long).toHaveLength(6_000);
});

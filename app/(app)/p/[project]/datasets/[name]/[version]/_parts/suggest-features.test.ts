import { expect, test } from 'vitest';
import type { ColumnProfile } from '#lib/datasets/schema.ts';
import { suggestFeatures } from './suggest-features.ts';

function column(over: Partial<ColumnProfile>): ColumnProfile {
  return {
    name: 'x',
    type: 'VARCHAR',
    family: 'text',
    count: 100,
    nulls: 0,
    distinct: 5,
    distinctApproximate: false,
    min: null,
    max: null,
    ...over,
  } as ColumnProfile;
}

test('each family of column gets the encoder that suits it', () => {
  expect(suggestFeatures(column({ family: 'number', type: 'DOUBLE' }))).toEqual([
    { column: 'x', encoder: { kind: 'standardize' } },
  ]);
  expect(suggestFeatures(column({ distinct: 5 }))[0]?.encoder.kind).toBe('one-hot');
  expect(suggestFeatures(column({ distinct: 60 }))[0]?.encoder.kind).toBe('embedding');
  expect(suggestFeatures(column({ family: 'temporal', type: 'TIMESTAMP' })).map((one) => one.extract)).toEqual([
    'hour',
    'weekday',
  ]);
});

test('columns that say nothing are left out', () => {
  expect(suggestFeatures(column({ distinct: 1 }))).toEqual([]);
  expect(suggestFeatures(column({ distinct: 100 }))).toEqual([]);
  expect(suggestFeatures(column({ family: 'other', type: 'INTEGER[]' }))).toEqual([]);
});

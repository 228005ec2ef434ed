import { expect, test } from 'vitest';
import { filterKeys } from './filter-keys.ts';

test('the keys of a filter are found at any depth, with what each may be', () => {
  const found = filterKeys('(lr > 1 or not metrics.loss < 2) and tags."a b" = x and status = running and lr < 3');
  expect(found.map(({ name, keys }) => [name, keys.map((key) => key.kind)])).toEqual([
    ['lr', ['metric', 'param', 'tag']],
    ['loss', ['metric']],
    ['a b', ['tag']],
  ]);
});

test('a filter that cannot be read has none', () => {
  expect(filterKeys('lr >')).toEqual([]);
  expect(filterKeys('')).toEqual([]);
});

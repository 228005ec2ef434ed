import { expect, test } from 'vitest';
import { filterOf } from './filter-of.ts';

test('whatever was typed into the search is one filter', () => {
  expect(filterOf({})).toBe('');
  expect(filterOf({ filter: 'lr > 0.1 or a = 1' })).toBe('lr > 0.1 or a = 1');
  expect(filterOf({ text: 'em`bed" or 1' })).toBe('name contains `em``bed" or 1`');
  expect(filterOf({ regex: '^run-[0-9]+$' })).toBe('name =~ `^run-[0-9]+$`');
});

import { expect, test } from 'vitest';
import { storedSettings } from './read-settings.ts';

test('what was stored is read field by field', () => {
  const stored = storedSettings({ a: 'x', n: 3, on: true, list: ['p', 1, 'q'], log: 'log' });
  expect(stored.string('a', '')).toBe('x');
  expect(stored.number('n', 0)).toBe(3);
  expect(stored.boolean('on', false)).toBe(true);
  expect(stored.strings('list')).toEqual(['p', 'q']);
  expect(stored.strings('list', 1)).toEqual(['p']);
  expect(stored.choice('log', ['linear', 'log'], 'linear')).toBe('log');
});

test.each([undefined, null, 7, 'text', [], { a: 1, n: 'x', on: 0, list: 'p', log: 'sqrt' }])(
  'what is wrong in %j becomes the default',
  (given) => {
    const stored = storedSettings(given);
    expect(stored.string('a', 'd')).toBe('d');
    expect(stored.number('n', 2)).toBe(2);
    expect(stored.boolean('on', true)).toBe(true);
    expect(stored.strings('list')).toEqual([]);
    expect(stored.choice('log', ['linear', 'log'], 'linear')).toBe('linear');
  },
);

test('a number beyond its bounds is not taken', () => {
  expect(storedSettings({ n: 200 }).number('n', 10, 1, 100)).toBe(10);
});

import { expect, test } from 'vitest';
import { arranged, inverseOf, movedBeside, patched, usualLayout, widthOf } from './chart-layout.ts';

const keys = [...'abcdef'];
const moved = (key: string, other: string, after: boolean, first?: string[]) =>
  movedBeside(keys, first, key, other, after);

test('a panel that is moved stands where it was let go, and only what comes before it is written down', () => {
  expect(moved('e', 'a', false)).toEqual(['e']);
  expect(moved('e', 'b', true)).toEqual(['a', 'b', 'e']);
  expect(arranged(keys, moved('e', 'b', true)).join('')).toBe('abecdf');
  expect(arranged(keys, moved('a', 'c', true)).join('')).toBe('bcadef');
  expect(arranged(keys, moved('f', 'e', false, ['e'])).join('')).toBe('feabcd');
  expect(arranged(keys, moved('e', 'c', true, ['e'])).join('')).toBe('abcedf');
});

test('what is put back to its usual place leaves nothing behind', () => {
  expect(moved('e', 'd', true, ['e'])).toEqual([]);
  expect(patched({ first: { eval: ['e'] }, sizes: {} }, { first: { eval: [] } })).toEqual(usualLayout);
});

test('metrics that are gone are passed over, and new ones stand among the others', () => {
  expect(arranged(keys, ['gone', 'c']).join('')).toBe('cabdef');
  expect(arranged(['aa', ...keys], ['c']).slice(0, 3)).toEqual(['c', 'aa', 'a']);
  expect(arranged(keys, undefined)).toBe(keys);
});

test('a change is taken back by its inverse, whatever else was changed since', () => {
  const before = { first: { eval: ['b'] }, sizes: { a: 'L' as const } };
  const patch = { first: { eval: ['c', 'b'], '': ['x'] }, sizes: { a: undefined, b: 'S' as const } };
  const inverse = inverseOf(before, patch);
  const after = patched(before, patch);
  expect(after).toEqual({ first: { eval: ['c', 'b'], '': ['x'] }, sizes: { b: 'S' } });
  expect(patched(patched(after, { sizes: { z: 'L' } }), inverse)).toEqual({
    first: { eval: ['b'] },
    sizes: { a: 'L', z: 'L' },
  });
  expect(widthOf(after, 'a')).toBe('M');
  expect(widthOf(after, 'b')).toBe('S');
});

import { expect, test } from 'vitest';
import { closest, editDistance } from './closest.ts';

test.each([
  ['', 'abc', 3],
  ['run_nme', 'run_name', 1],
  ['sattus', 'status', 1],
  ['Status', 'status', 0],
  ['abc', 'xyz', 3],
])('%j is %j but for some letters', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('a name is suggested only where one is near', () => {
  const names = ['run_id', 'run_name', 'status', 'start_time'];
  expect(closest('start_tme', names)).toBe('start_time');
  expect(closest('runname', names)).toBe('run_name');
  expect(closest('loss', names)).toBeUndefined();
  expect(closest('x'.repeat(10_000), names)).toBeUndefined();
});

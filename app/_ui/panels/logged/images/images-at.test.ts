import { expect, test } from 'vitest';
import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';
import { filesAt, stepsOf } from './images-at.ts';

const file = (runId: string, step: number | null): LoggedFile => ({
  runId,
  step,
  path: `images/${runId}-${step}.png`,
  size: 1,
  digest: 'd',
  small: null,
});
const files = [file('a', 0), file('a', 10), file('b', 3), file('c', null)];

test('steps are those of all runs together', () => {
  expect(stepsOf(files)).toEqual([0, 3, 10]);
  expect(stepsOf([file('c', null)])).toEqual([]);
});

test.each([
  [0, { a: 0, c: null }],
  [3, { a: 0, b: 3, c: null }],
  [10, { a: 10, b: 3, c: null }],
])('at step %d a run shows its last image so far', (step, expected) => {
  const shown = filesAt(files, step);
  expect(Object.fromEntries(Array.from(shown, ([run, one]) => [run, one.step]))).toEqual(expected);
});

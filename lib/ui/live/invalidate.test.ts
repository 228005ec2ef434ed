import { expect, test } from 'vitest';
import type { Change } from './event-connection.ts';
import { createThrottle, isTouched } from './invalidate.ts';

test('a change touches its own entity and every list of its topic', () => {
  const change = { topic: 'run', id: '12' };
  expect(isTouched(['run', '12', 'metrics'], change)).toBe(true);
  expect(isTouched(['run', 12], change)).toBe(true);
  expect(isTouched(['run'], change)).toBe(true);
  expect(isTouched(['run', { sort: 'auc' }], change)).toBe(true);
  expect(isTouched(['run', '13'], change)).toBe(false);
  expect(isTouched(['job', '12'], change)).toBe(false);
  expect(isTouched(['overview'], change, { topics: ['job', 'run'] })).toBe(true);
  expect(isTouched(['overview'], change, { topics: ['job'] })).toBe(false);
  expect(isTouched(['run', { of: 'a chart' }], change, { ids: ['11', '12'] })).toBe(true);
  expect(isTouched(['run', { of: 'a chart' }], change, { ids: ['11'] })).toBe(false);
});

test('the first change passes at once, the rest once per pause and without repeats', () => {
  const flushed: Change[][] = [];
  const waits: (() => void)[] = [];
  const add = createThrottle(
    (changes) => flushed.push(changes),
    500,
    (_, then) => waits.push(then),
  );
  const a = { topic: 'run', id: 'a' };
  const b = { topic: 'run', id: 'b' };
  add(a);
  add(a);
  add(b);
  add(a);
  expect(flushed).toEqual([[a]]);
  waits.shift()?.();
  expect(flushed).toEqual([[a], [a, b]]);
  waits.shift()?.();
  expect(flushed).toHaveLength(2);
  add(b);
  expect(flushed.at(-1)).toEqual([b]);
});

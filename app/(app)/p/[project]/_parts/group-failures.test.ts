import { expect, test } from 'vitest';
import type { FailedRun } from '#lib/overview/schema.ts';
import { groupFailures } from './group-failures.ts';

const failed = (id: string, reason: string | null, experiment = 1): FailedRun => ({
  id,
  jobId: null,
  name: id,
  kind: 'external',
  experiment: { id: experiment, name: `e${experiment}` },
  reason,
  error: null,
  endedAt: null,
});

test('runs of one experiment that say the same stand together, under the newest', () => {
  const groups = groupFailures([failed('a', 'out of memory'), failed('b', 'NaN'), failed('c', 'out of memory')]);
  expect(groups.map((group) => group.map((run) => run.id))).toEqual([['a', 'c'], ['b']]);
});

test('another experiment is another failure, and silence is never the same', () => {
  expect(groupFailures([failed('a', 'x', 1), failed('b', 'x', 2)])).toHaveLength(2);
  expect(groupFailures([failed('a', null), failed('b', null)])).toHaveLength(2);
});

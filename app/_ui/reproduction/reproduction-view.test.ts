import { expect, test } from 'vitest';
import type { Comparison, Difference, ReproductionAnswer } from '#lib/reproduce/schema.ts';
import { reproductionView } from './reproduction-view.ts';

const seed: Difference = { category: 'seed', name: 'seed', a: '1', b: '2' };
const weights: Difference = { category: 'output', name: 'model/weights.bin', a: 'aa', b: 'bb' };
const comparison = (part: Partial<Comparison> = {}): Comparison => ({
  verdict: 'bit-identical',
  summary: 'bit-identical: 4 of 4 outputs and 6 of 6 metrics have equal bits',
  first: null,
  differences: [],
  outputs: { equal: 4, compared: 4 },
  metrics: { equal: 6, compared: 6, largestRelative: 0 },
  tolerance: 1e-6,
  ...part,
});
const answer = (part: Partial<ReproductionAnswer> = {}): ReproductionAnswer => ({
  id: 'r',
  runId: 'o',
  jobId: 'j',
  executions: 2,
  verdict: null,
  detail: { tolerance: 1e-6 },
  runs: [],
  createdAt: '2026-11-25T13:00:00.000Z',
  settledAt: null,
  ...part,
});
const run = (id: string, status: string, found: Comparison | null) => ({ id, name: id, status, comparison: found });

test('executions that have not begun have squares that wait', () => {
  const view = reproductionView(answer({ runs: [run('a', 'running', null)] }));
  expect([view.planned, view.ended, view.executions.length]).toEqual([2, 0, 2]);
  expect(view.executions[1]).toEqual({
    runId: undefined,
    squares: { inputs: 'pending', environment: 'pending', metrics: 'pending', outputs: 'pending' },
  });
});

test('a difference marks its category in its own execution, and the cause is named before its effects', () => {
  const differs = comparison({
    verdict: 'different',
    summary: 'different: the seed is 2, not 1',
    first: seed,
    differences: [weights, seed],
    outputs: { equal: 3, compared: 4 },
  });
  const view = reproductionView(
    answer({
      verdict: 'different',
      settledAt: '2026-11-25T13:02:00.000Z',
      runs: [run('a', 'finished', comparison()), run('b', 'finished', differs)],
    }),
  );
  expect(view.executions[0]?.squares).toEqual({
    inputs: 'same',
    environment: 'same',
    metrics: 'same',
    outputs: 'same',
  });
  expect(view.executions[1]?.squares).toEqual({
    inputs: 'different',
    environment: 'same',
    metrics: 'same',
    outputs: 'different',
  });
  expect(view.differences).toEqual([seed, weights]);
  expect(view.reason).toBe('the seed is 2, not 1');
  expect(view.counts.outputs).toEqual({ equal: 3, compared: 4 });
});

test('what was not compared is not called the same', () => {
  const view = reproductionView(
    answer({
      verdict: 'failed',
      settledAt: '2026-11-25T13:02:00.000Z',
      executions: 1,
      runs: [run('a', 'failed', null)],
    }),
  );
  expect(view.executions[0]?.squares.outputs).toBe('unknown');
  const noMetrics = comparison({ metrics: { equal: 0, compared: 0, largestRelative: null } });
  expect(
    reproductionView(answer({ executions: 1, runs: [run('a', 'finished', noMetrics)] })).executions[0]?.squares.metrics,
  ).toBe('unknown');
});

test('inputs are counted by the digests taken from their bytes', () => {
  const view = reproductionView(
    answer({
      detail: {
        tolerance: 1e-6,
        inputs: [
          { role: 'dataset', recorded: 'a', before: 'a', after: 'b' },
          { role: 'model', recorded: 'c', before: 'c', after: null },
        ],
      },
    }),
  );
  expect(view.counts.inputs).toEqual({ equal: 1, compared: 2 });
});

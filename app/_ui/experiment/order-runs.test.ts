import { expect, test } from 'vitest';
import type { RunAnswer } from '#lib/runs/schema.ts';
import { matchesRun, orderRuns } from './order-runs.ts';

const figures = (min: number, max: number) => ({ last: max, lastStep: 1, min, max });
const run = (id: string, part: Partial<RunAnswer> = {}): RunAnswer => ({
  id,
  name: id,
  kind: 'train',
  status: 'finished',
  statusReason: null,
  experimentId: 1,
  actor: 'owner',
  recipeDigest: null,
  reproductionId: null,
  parentRunId: null,
  createdAt: `2026-11-25T13:0${id.at(-1)}:00.000Z`,
  startedAt: null,
  endedAt: null,
  archived: false,
  lastWordAt: null,
  stalled: false,
  params: {},
  tags: {},
  metrics: {},
  ...part,
});
const names = (runs: RunAnswer[]) => runs.map((each) => each.name);
const runs = [
  run('r1', { params: { lr: '0.003' }, metrics: { 'eval/auc': figures(0.5, 0.7), loss: figures(0.3, 0.6) } }),
  run('r2', { params: { lr: '0.1' }, metrics: { 'eval/auc': figures(0.6, 0.65), loss: figures(0.2, 0.9) } }),
  run('r3'),
];

test('runs are ordered by the best of a metric in its direction, those without it last', () => {
  expect(names(orderRuns(runs, '-metric:eval/auc', () => 'max'))).toEqual(['r1', 'r2', 'r3']);
  expect(names(orderRuns(runs, 'metric:loss', () => 'min'))).toEqual(['r2', 'r1', 'r3']);
  expect(names(orderRuns(runs, '-metric:loss', () => 'min'))).toEqual(['r1', 'r2', 'r3']);
});

test('parameters that are numbers are ordered as numbers, and the newest comes first by default', () => {
  expect(names(orderRuns(runs, 'param:lr', () => null))).toEqual(['r1', 'r2', 'r3']);
  expect(names(orderRuns(runs, '-created', () => null))).toEqual(['r3', 'r2', 'r1']);
});

test('every word of a search must be found somewhere in the run', () => {
  expect(runs.filter((each) => matchesRun(each, 'lr=0.1 FINISHED')).map((each) => each.name)).toEqual(['r2']);
  expect(runs.filter((each) => matchesRun(each, ''))).toHaveLength(3);
  expect(runs.filter((each) => matchesRun(each, 'absent'))).toEqual([]);
});

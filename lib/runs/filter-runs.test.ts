import { describe, expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from './create-run.ts';
import { finishRun } from './finish-run.ts';
import { listRuns } from './list-runs.ts';
import { logBatch } from './log-batch.ts';

const t = await testDatabase();
type Query = Parameters<typeof listRuns>[0]['input'];
const start = 1_700_000_000_000;

/** Five runs made one second after the other, in an experiment and outside of it. */
const project = (async () => {
  const base = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx: base, input: { name: 'tuning' } });
  const runs: { name: string; params: Record<string, string>; tags: Record<string, string>; loss?: number }[] = [
    { name: 'cold', params: { lr: '0.1', optimizer: 'adam' }, tags: { team: 'vision' }, loss: 0.5 },
    { name: 'Warm start', params: { lr: '1e-2', optimizer: 'sgd' }, tags: { team: 'speech' }, loss: 0.25 },
    { name: 'warm', params: { lr: '0.02', optimizer: 'Adam' }, tags: {}, loss: Number.NaN },
    { name: 'none', params: {}, tags: { lr: '9' } },
    { name: 'elsewhere', params: { lr: '0.5' }, tags: {}, loss: 0.1 },
  ];
  for (const [index, { name, params, tags, loss }] of runs.entries()) {
    const now = start + index * 1_000;
    const ctx = { ...base, now: () => new Date(now) };
    const where = name === 'elsewhere' ? {} : { experimentId };
    const { runId } = await createRun({ ctx, input: { name, params, tags, startedAt: now, ...where } });
    if (loss !== undefined) await logBatch({ ctx, input: { runId, metrics: [{ key: 'val/loss', value: loss }] } });
    if (index === 1) await finishRun({ ctx, input: { runId, status: 'failed', endedAt: now + 90_000 } });
  }
  return { ctx: base, experimentId };
})();

async function names(ctx: Ctx, query: Query): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRuns({ ctx, input: { limit: 2, ...query, cursor } });
    found.push(...page.items.map((run) => run.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

describe('lists of runs, in pages of two', () => {
  test.each<[string, string[]]>([
    ['lr > 0.015 and lr < 0.2', ['warm', 'cold']],
    ['params.lr = 0.01', ['Warm start']],
    ['optimizer = adam', ['cold']],
    ['params.optimizer ilike adam', ['warm', 'cold']],
    ['name contains "warm"', ['warm', 'Warm start']],
    ['name =~ "^[Ww]arm$" or team = vision', ['warm', 'cold']],
    ['team !~ "^v"', ['Warm start']],
    ['not team = vision', ['none', 'warm', 'Warm start']],
    ['val/loss is null', ['none']],
    ['metrics.val/loss = nan', ['warm']],
    ['val/loss < 1 and not (optimizer in (sgd, lion))', ['cold']],
    ['status = failed', ['Warm start']],
    ['duration > 60', ['Warm start']],
    ['ended is null and lr is not null', ['none', 'warm', 'cold']],
    ["started >= '2023-11-14T22:13:22Z'", ['none', 'warm']],
  ])('%s', async (filter, expected) => {
    const { ctx, experimentId } = await project;
    expect(await names(ctx, { experimentId, filter })).toEqual(expected);
  });

  test.each<[string, 'asc' | 'desc', string[]]>([
    ['param:lr', 'asc', ['warm', 'cold', 'Warm start', 'none']],
    ['param:optimizer', 'desc', ['Warm start', 'cold', 'warm', 'none']],
    ['tag:team', 'asc', ['Warm start', 'cold', 'none', 'warm']],
    ['metric:val/loss', 'asc', ['Warm start', 'cold', 'warm', 'none']],
    ['name', 'asc', ['Warm start', 'cold', 'none', 'warm']],
    ['ended', 'desc', ['Warm start', 'none', 'warm', 'cold']],
    ['duration', 'asc', ['Warm start', 'none', 'warm', 'cold']],
    ['started', 'asc', ['cold', 'Warm start', 'warm', 'none']],
    ['status', 'asc', ['Warm start', 'none', 'warm', 'cold']],
  ])('sorted by %s %s', async (sort, order, expected) => {
    const { ctx, experimentId } = await project;
    expect(await names(ctx, { experimentId, sort, order })).toEqual(expected);
  });

  test('of a whole project', async () => {
    const { ctx } = await project;
    expect(await names(ctx, { filter: 'lr >= 0.1', sort: 'param:lr', order: 'desc' })).toEqual([
      'elsewhere',
      'cold',
      'none',
    ]);
    expect(await names(ctx, { sort: 'metric:val/loss', order: 'asc' })).toEqual([
      'elsewhere',
      'Warm start',
      'cold',
      'warm',
      'none',
    ]);
  });

  test('refuse what cannot be read', async () => {
    const { ctx } = await project;
    const list = (query: Query) => listRuns({ ctx, input: query });
    await expect(list({ filter: 'lr >' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'filter' }],
    });
    await expect(list({ filter: 'name =~ "("' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'filter' }],
    });
    await expect(list({ sort: 'nothing' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const { nextCursor } = await list({ limit: 1, filter: 'lr > 0' });
    await expect(list({ limit: 1, cursor: nextCursor ?? '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

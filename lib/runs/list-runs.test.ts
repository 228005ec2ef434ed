import { describe, expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { listExperiments } from '#lib/experiments/list-experiments.ts';
import { updateExperiment } from '#lib/experiments/update-experiment.ts';
import { readSparks } from '#lib/metrics/read-sparks.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from './create-run.ts';
import { finishRun } from './finish-run.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { logBatch } from './log-batch.ts';

const t = await testDatabase();
type Query = Parameters<typeof listRuns>[0]['input'];

async function allNames(ctx: Ctx, query: Query, limit: number): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRuns({ ctx, input: { ...query, limit, cursor } });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    names.push(...page.items.map((run) => run.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return names;
}

async function projectWithRuns(values: (number | undefined)[]): Promise<Ctx> {
  const base = await t.newCtx();
  for (const [index, value] of values.entries()) {
    // Pairs share their time of creation, so that pages must cut inside ties.
    const ctx = { ...base, now: () => new Date(1_700_000_000_000 + Math.floor(index / 2) * 1_000) };
    const { runId } = await createRun({ ctx, input: { name: `r${index}` } });
    if (value !== undefined) await logBatch({ ctx, input: { runId, metrics: [{ key: 'auc', value }] } });
  }
  return base;
}

describe('listRuns', () => {
  const values = [
    0.5,
    undefined,
    Number.NaN,
    0.9,
    Number.POSITIVE_INFINITY,
    0.5,
    Number.NEGATIVE_INFINITY,
    undefined,
    0.1,
  ];

  test.each([1, 2, 4, 100])(
    'sorts by a metric with numbers first, then NaN, then none, in pages of %i',
    async (limit) => {
      const ctx = await projectWithRuns(values);
      const descending = await allNames(ctx, { sort: 'metric:auc', order: 'desc' }, limit);
      expect(descending.slice(0, 7)).toEqual(['r4', 'r3', 'r5', 'r0', 'r8', 'r6', 'r2']);
      expect(descending.slice(7)).toEqual(['r7', 'r1']);
      const ascending = await allNames(ctx, { sort: 'metric:auc', order: 'asc' }, limit);
      expect(ascending).toEqual(['r6', 'r8', 'r5', 'r0', 'r3', 'r4', 'r2', 'r7', 'r1']);
    },
  );

  test.each([1, 3, 100])('sorts by creation without losing or repeating a run, in pages of %i', async (limit) => {
    const ctx = await projectWithRuns(values);
    const whole = await allNames(ctx, {}, 1_000);
    expect([...whole].sort()).toEqual(values.map((_, index) => `r${index}`));
    expect(await allNames(ctx, {}, limit)).toEqual(whole);
    expect(await allNames(ctx, { order: 'asc' }, limit)).toEqual(whole.toReversed());
  });

  test('filters by experiment, status and text, and takes wildcards as they are', async () => {
    const ctx = await t.newCtx();
    const experiment = await createExperiment({ ctx, input: { name: 'tuning' } });
    const input = { experimentId: experiment.id };
    const { runId } = await createRun({ ctx, input: { ...input, name: '100% of_rows' } });
    await createRun({ ctx, input: { ...input, name: '1000 ofxrows' } });
    await createRun({ ctx, input: { name: 'elsewhere' } });
    await finishRun({ ctx, input: { runId, status: 'failed', reason: 'no memory' } });
    expect(await allNames(ctx, input, 10)).toEqual(expect.arrayContaining(['1000 ofxrows', '100% of_rows']));
    expect(await allNames(ctx, { status: ['failed', 'canceled'] }, 10)).toEqual(['100% of_rows']);
    expect(await allNames(ctx, { kind: ['train'] }, 10)).toEqual([]);
    expect(await allNames(ctx, { text: '% OF_' }, 10)).toEqual(['100% of_rows']);
    expect(await allNames(ctx, { text: runId.slice(0, 30) }, 10)).toContain('100% of_rows');
    expect(await getRun({ ctx, input: { runId } })).toMatchObject({ status: 'failed', statusReason: 'no memory' });
  });

  test('refuses the cursor of another query and experiments of other projects', async () => {
    const ctx = await projectWithRuns([1, 2, 3]);
    const { nextCursor } = await listRuns({ ctx, input: { limit: 1 } });
    const cursor = nextCursor ?? '';
    await expect(listRuns({ ctx, input: { cursor, order: 'asc' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const other = await t.newCtx();
    await expect(listRuns({ ctx: other, input: { cursor } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const experiment = await createExperiment({ ctx, input: { name: 'own' } });
    const input = { experimentId: experiment.id };
    await expect(listRuns({ ctx: other, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createRun({ ctx: other, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listRuns({ ctx: other, input: {} })).items).toEqual([]);
  });
});

describe('experiments', () => {
  test('an archived experiment takes no new runs until it is restored', async () => {
    const ctx = await t.newCtx();
    const { id } = await createExperiment({ ctx, input: { name: 'old' } });
    await updateExperiment({ ctx, input: { experimentId: id, archived: true } });
    await expect(createRun({ ctx, input: { experimentId: id } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(createExperiment({ ctx, input: { name: 'old' } })).rejects.toMatchObject({
      code: 'CONFLICT',
      hint: expect.stringContaining('Restore'),
    });
    await updateExperiment({
      ctx,
      input: { experimentId: id, archived: false, primaryMetric: 'auc', metricDirection: 'max' },
    });
    const { runId } = await createRun({ ctx, input: { experimentId: id } });
    expect((await getRun({ ctx, input: { runId } })).experiment).toEqual({ id, name: 'old' });
  });

  test('of other projects do not exist, and their names are free', async () => {
    const [ctx, other] = [await t.newCtx(), await t.newCtx()];
    const { id } = await createExperiment({ ctx, input: { name: 'mine' } });
    const input = { experimentId: id };
    await expect(getExperiment({ ctx: other, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(updateExperiment({ ctx: other, input: { ...input, name: 'x' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(readSparks({ ctx: other, input: { ...input, key: 'auc' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await listExperiments({ ctx: other })).items.map((one) => one.name)).toEqual(['Default']);
    await createExperiment({ ctx: other, input: { name: 'mine' } });
    expect(await getExperiment({ ctx, input })).toMatchObject({ name: 'mine', runs: 0 });
    const run = await createRun({ ctx, input });
    await expect(getRun({ ctx: other, input: run })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(finishRun({ ctx: other, input: run })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createRun({ ctx: other, input: { parentRunId: run.runId } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

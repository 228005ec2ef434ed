import { expect, test } from 'vitest';
import type { Ctx } from '../context.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/test-database.ts';
import { createExperiment } from './create-experiment.ts';
import { getActivity } from './get-activity.ts';
import { type ListExperimentsInput, listExperiments } from './list-experiments.ts';
import { updateExperiment } from './update-experiment.ts';

const { newCtx } = await testDatabase();
const dayMs = 86_400_000;

async function addRun(
  ctx: Ctx,
  experimentId: number,
  { daysAgo = 0, ...more }: { daysAgo?: number; status?: string; archivedAt?: Date; auc?: number } = {},
) {
  const { auc, ...run } = more;
  const id = newId();
  await ctx.db.run.create({
    data: {
      id,
      projectId: ctx.project.id,
      experimentId,
      name: `of ${daysAgo} days ago`,
      kind: 'external',
      status: 'finished',
      actor: 'test',
      createdAt: new Date(ctx.now().getTime() - daysAgo * dayMs),
      ...run,
    },
  });
  if (auc !== undefined) {
    const at = { lastStep: 0n, lastAt: 0n, firstStep: 0n, firstAt: 0n };
    await ctx.db.metricSeries.create({
      data: { runId: id, experimentId, key: 'auc', last: auc, min: auc, max: auc, ...at },
    });
  }
  return id;
}

const namesOf = async (ctx: Ctx, input: ListExperimentsInput) =>
  (await listExperiments({ ctx, input })).items.map((one) => one.name);

test('experiments are listed by name, age, activity and number of runs, both ways', async () => {
  const ctx = await newCtx();
  const { id: beta } = await createExperiment({ ctx, input: { name: 'beta' } });
  const { id: alpha } = await createExperiment({ ctx, input: { name: 'Alpha' } });
  await createExperiment({ ctx, input: { name: 'gamma' } });
  await addRun(ctx, beta, { daysAgo: 1 });
  await addRun(ctx, alpha, { daysAgo: 9 });
  await addRun(ctx, alpha, { daysAgo: 3 });
  // Archived by itself: neither counted nor the newest.
  await addRun(ctx, alpha, { archivedAt: ctx.now() });
  const { items } = await listExperiments({ ctx, input: { sort: 'name', ascending: true } });
  expect(items.map((one) => [one.name, one.runs])).toEqual([
    ['Alpha', 2],
    ['beta', 1],
    ['Default', 0],
    ['gamma', 0],
  ]);
  expect(await namesOf(ctx, {})).toEqual(['gamma', 'Alpha', 'beta', 'Default']);
  expect(await namesOf(ctx, { sort: 'activity' })).toEqual(['beta', 'Alpha', 'gamma', 'Default']);
  expect(await namesOf(ctx, { sort: 'activity', ascending: true })).toEqual(['Alpha', 'beta', 'Default', 'gamma']);
  expect(await namesOf(ctx, { sort: 'runs' })).toEqual(['Alpha', 'beta', 'gamma', 'Default']);
  expect(await namesOf(await newCtx(), {})).toEqual(['Default']);
});

test.each(['created', 'name', 'activity', 'runs'] as const)(
  'pages by %s neither repeat nor lose an experiment, and a cursor fits its own query alone',
  async (sort) => {
    const ctx = await newCtx();
    for (let at = 0; at < 7; at += 1) {
      const { id } = await createExperiment({ ctx, input: { name: `e${at % 2}-${at}` } });
      if (at % 3 > 0) await addRun(ctx, id, { daysAgo: at % 3 });
    }
    const whole = await namesOf(ctx, { sort });
    const seen: string[] = [];
    let cursor: string | null = '';
    let first = '';
    while (cursor !== null) {
      const page = await listExperiments({ ctx, input: { sort, limit: 3, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items.map((one) => one.name));
      cursor = page.nextCursor;
      first ||= cursor ?? '';
    }
    expect(seen).toEqual(whole);
    expect(seen).toHaveLength(8);
    await expect(listExperiments({ ctx, input: { sort, q: 'e1', limit: 3, cursor: first } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  },
);

test('a search finds parts of names, descriptions and tags, and takes wildcards for themselves', async () => {
  const ctx = await newCtx();
  await createExperiment({ ctx, input: { name: 'late_arrival', description: 'Which flights are 100 % late?' } });
  await createExperiment({ ctx, input: { name: 'churn', tags: { team: 'Retention' } } });
  expect(await namesOf(ctx, { q: 'ARRIVAL' })).toEqual(['late_arrival']);
  expect(await namesOf(ctx, { q: '100 %' })).toEqual(['late_arrival']);
  expect(await namesOf(ctx, { q: 'retention' })).toEqual(['churn']);
  expect(await namesOf(ctx, { q: 'e_a' })).toEqual(['late_arrival']);
  expect(await namesOf(ctx, { q: '%' })).toEqual(['late_arrival']);
});

test('an archived experiment leaves the list with its runs, and comes back with them', async () => {
  const ctx = await newCtx();
  const { id } = await createExperiment({ ctx, input: { name: 'old' } });
  await addRun(ctx, id);
  await updateExperiment({ ctx, input: { experimentId: id, archived: true } });
  expect(await namesOf(ctx, {})).toEqual(['Default']);
  const { items } = await listExperiments({ ctx, input: { archived: true } });
  expect(items).toMatchObject([{ name: 'old', archived: true, runs: 1 }]);
  await updateExperiment({ ctx, input: { experimentId: id, archived: false } });
  expect(await namesOf(ctx, {})).toEqual(['old', 'Default']);

  const found = await listExperiments({ ctx });
  const first = found.items.find((one) => one.isDefault);
  expect(first?.name).toBe('Default');
  await expect(
    updateExperiment({ ctx, input: { experimentId: first?.id ?? -1, archived: true } }),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('default experiment') });
});

test('tags are written and removed by name, and others stay', async () => {
  const ctx = await newCtx();
  const { id } = await createExperiment({ ctx, input: { name: 'tagged', tags: { team: 'a', stage: 'idea' } } });
  const changed = await updateExperiment({ ctx, input: { experimentId: id, tags: { stage: null, owner: 'mia' } } });
  expect(changed.tags).toEqual({ team: 'a', owner: 'mia' });
  await updateExperiment({ ctx, input: { experimentId: id, archived: true } });
  await expect(updateExperiment({ ctx, input: { experimentId: id, tags: { team: 'b' } } })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('activity counts runs by day, what runs and what failed, and names the best, in this project alone', async () => {
  const ctx = await newCtx();
  const { id } = await createExperiment({ ctx, input: { name: 'busy', primaryMetric: 'auc', metricDirection: 'max' } });
  await addRun(ctx, id, { daysAgo: 40 });
  await addRun(ctx, id, { daysAgo: 2, status: 'failed' });
  await addRun(ctx, id, { status: 'running', auc: 0.7 });
  const best = await addRun(ctx, id, { auc: 0.9 });
  await addRun(ctx, id, { auc: 0.99, archivedAt: ctx.now() });
  const { items, today } = await getActivity({ ctx, input: { experiments: [id] } });
  expect(today).toBe(ctx.now().toISOString().slice(0, 10));
  expect(items).toMatchObject([{ experimentId: id, running: 1, failed: 1, best: { runId: best, value: 0.9 } }]);
  expect(items[0]?.days).toEqual([...new Array(27).fill(0), 1, 0, 2]);
  await updateExperiment({ ctx, input: { experimentId: id, metricDirection: 'min' } });
  expect((await getActivity({ ctx, input: { experiments: [id] } })).items[0]?.best?.value).toBe(0.7);
  expect((await getActivity({ ctx: await newCtx(), input: { experiments: [id] } })).items).toEqual([]);
});

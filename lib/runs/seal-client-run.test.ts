import { describe, expect, test } from 'vitest';
import { createExperiment } from '../experiments/create-experiment.ts';
import { updateExperiment } from '../experiments/update-experiment.ts';
import { setParams } from '../params/set-params.ts';
import { requireRecipe } from '../recipes/require-recipe.ts';
import { startReproduction } from '../reproduce/start-reproduction.ts';
import { deleteTag } from '../tags/delete-tag.ts';
import { setTags } from '../tags/set-tags.ts';
import { testDatabase } from '../testing/test-database.ts';
import { createRun } from './create-run.ts';
import { finishRun } from './finish-run.ts';
import { getFiveAnswers } from './get-five-answers.ts';
import { getRun } from './get-run.ts';
import { flushHeard, heard } from './heard.ts';
import { logBatch } from './log-batch.ts';
import { logInputs } from './log-inputs.ts';
import { logOutputs } from './log-outputs.ts';
import { updateRun } from './update-run.ts';

const t = await testDatabase();
const commit = 'mlflow.source.git.commit';

const dataset = (name: string) => ({
  dataset: {
    name,
    digest: 'f0f3e026',
    sourceType: 'http',
    source: '{"url": "https://host/a.csv"}',
    schema: null,
    profile: null,
  },
  tags: { 'mlflow.data.context': 'training' },
});

async function started(input: Parameters<typeof createRun>[0]['input'] = {}) {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input });
  const revisions = async () => (await getRun({ ctx, input: { runId } })).recipes.length;
  const sealed = async () => {
    const { recipeDigest } = await getRun({ ctx, input: { runId } });
    return (await requireRecipe(ctx, recipeDigest ?? '')).document;
  };
  return { ctx, runId, revisions, sealed };
}

async function loggedModel(ctx: Awaited<ReturnType<typeof t.newCtx>>, digit: string) {
  const { id } = await ctx.db.experiment.findFirstOrThrow({ where: { projectId: ctx.project.id } });
  const model = {
    id: `m-${digit.repeat(32)}`,
    projectId: ctx.project.id,
    experimentId: id,
    name: 'forest',
    status: 'READY',
  };
  await ctx.db.loggedModel.create({ data: model });
  return model.id;
}

describe('the recipe of a run that a client logs', () => {
  test('is a draft until the run ends, and is sealed then', async () => {
    const { ctx, runId, revisions, sealed } = await started({ params: { lr: '0.1' }, tags: { [commit]: 'abc' } });
    await logInputs({ ctx, input: { runId, datasets: [dataset('flights')], models: [] } });
    expect(await getRun({ ctx, input: { runId } })).toMatchObject({ recipeDigest: null, recipes: [] });
    await finishRun({ ctx, input: { runId } });
    expect(await revisions()).toBe(1);
    expect(await sealed()).toMatchObject({
      kind: 'external',
      code: { type: 'git', commit: 'abc' },
      parameters: { lr: '0.1' },
      inputs: [{ role: 'training', type: 'logged-dataset', name: 'flights', digest: 'f0f3e026' }],
    });
  });

  test.each([
    ['a param', (ctx, runId) => setParams({ ctx, input: { runId, params: { late: '1' } } })],
    ['two params', (ctx, runId) => setParams({ ctx, input: { runId, params: { late: '1', later: '2' } } })],
    ['the commit', (ctx, runId) => setTags({ ctx, input: { runId, tags: { [commit]: 'def' } } })],
    ['a tag taken away', (ctx, runId) => deleteTag({ ctx, input: { runId, key: commit } })],
    ['a dataset', (ctx, runId) => logInputs({ ctx, input: { runId, datasets: [dataset('late')], models: [] } })],
    [
      'a model read',
      async (ctx, runId) => logInputs({ ctx, input: { runId, datasets: [], models: [await loggedModel(ctx, 'c')] } }),
    ],
    [
      'the requirements of a model made',
      async (ctx, runId) => {
        const modelId = await loggedModel(ctx, 'd');
        await ctx.db.loggedModelFile.create({
          data: { modelId, path: 'requirements.txt', digest: 'e'.repeat(64), size: 1n },
        });
        await logOutputs({ ctx, input: { runId, models: [{ modelId, step: 0 }] } });
      },
    ],
  ] as [string, (ctx: Awaited<ReturnType<typeof t.newCtx>>, runId: string) => Promise<void>][])(
    'has a new revision after %s came late, and the old one stays',
    async (_, write) => {
      const { ctx, runId, revisions, sealed } = await started({ tags: { [commit]: 'abc' } });
      await finishRun({ ctx, input: { runId } });
      const before = await getRun({ ctx, input: { runId } });
      await write(ctx, runId);
      expect(await revisions()).toBe(2);
      const after = await getRun({ ctx, input: { runId } });
      expect(after.recipes[0]).toEqual(before.recipes[0]);
      expect(after.recipeDigest).toBe(after.recipes[1]?.digest);
      expect(after.recipeDigest).not.toBe(before.recipeDigest);
      expect((await requireRecipe(ctx, before.recipeDigest ?? '')).document).not.toEqual(await sealed());
    },
  );

  test('stays the same after writes it is not made of, and at an end that changes nothing', async () => {
    const { ctx, runId, revisions } = await started({ params: { lr: '1' } });
    await finishRun({ ctx, input: { runId } });
    await setTags({ ctx, input: { runId, tags: { note: 'good', 'mlflow.runName': 'best' } } });
    await setParams({ ctx, input: { runId, params: { lr: '1' } } });
    await updateRun({ ctx, input: { runId, status: 'running' } });
    await updateRun({ ctx, input: { runId, status: 'failed', reason: 'by hand' } });
    expect(await revisions()).toBe(1);
    expect(await getRun({ ctx, input: { runId } })).toMatchObject({ statusReason: 'by hand', status: 'failed' });
    await updateRun({ ctx, input: { runId, name: 'else' } });
    expect(await getRun({ ctx, input: { runId } })).toMatchObject({ statusReason: 'by hand', name: 'else' });
  });

  test('a run that is resumed writes into its draft again', async () => {
    const { ctx, runId, revisions, sealed } = await started();
    await finishRun({ ctx, input: { runId } });
    await updateRun({ ctx, input: { runId, status: 'running' } });
    await setParams({ ctx, input: { runId, params: { more: '1' } } });
    expect(await revisions()).toBe(1);
    await finishRun({ ctx, input: { runId } });
    expect(await revisions()).toBe(2);
    expect(await sealed()).toMatchObject({ parameters: { more: '1' } });
  });

  test('misses nothing that is written while the run ends', async () => {
    const { ctx, runId, sealed } = await started();
    const params = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const writes = params.map((key) => setParams({ ctx, input: { runId, params: { [key]: key } } }));
    const batches = params.map((key) =>
      setParams({ ctx, input: { runId, params: { [`a${key}`]: '', [`b${key}`]: '' } } }),
    );
    await Promise.all([...writes.slice(0, 15), finishRun({ ctx, input: { runId } }), ...batches, ...writes.slice(15)]);
    const { params: kept } = await getRun({ ctx, input: { runId } });
    expect(Object.keys(kept)).toHaveLength(90);
    expect((await sealed()).parameters).toEqual(kept);
  });

  test('cannot be executed by the platform, and the answer says why', async () => {
    const { ctx, runId } = await started();
    await finishRun({ ctx, input: { runId } });
    await expect(startReproduction({ ctx, input: { runId } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringMatching(/a client ran it on its own machine.*cannot execute such a recipe yet/),
    });
  });
});

test('the five answers of a client run name its data, code and models, and what nobody here can check', async () => {
  const { ctx, runId } = await started({
    userName: 'ada',
    params: { lr: '0.1' },
    tags: {
      [commit]: 'abcdef0123456789',
      'mlflow.source.git.repoURL': 'https://t:s@host/org/repo',
      'mlflow.source.name': 'fit.py',
    },
  });
  const [read, made] = [await loggedModel(ctx, 'a'), await loggedModel(ctx, 'b')];
  await logInputs({ ctx, input: { runId, datasets: [dataset('flights')], models: [read] } });
  await logOutputs({ ctx, input: { runId, models: [{ modelId: made, step: 4 }] } });
  for (const ended of [false, true]) {
    if (ended) await finishRun({ ctx, input: { runId } });
    const answers = await getFiveAnswers({ ctx, input: { runId } });
    expect(answers.missing).toEqual([]);
    expect(answers.data).toMatchObject({
      text: 'flights (training), the model forest',
      detail: [
        'flights (training): digest f0f3e026, read from https://host/a.csv (http)',
        `model ${read}`,
        expect.stringContaining('nobody here can check them'),
      ],
      links: [{ label: 'flights' }, { target: `logged-model:${read}` }],
    });
    expect(answers.when.detail).toContain('By ada.');
    expect(answers.code).toMatchObject({
      text: 'Commit abcdef012345',
      detail: [
        'abcdef0123456789',
        'Repository https://host/org/repo',
        'fit.py',
        'Uncommitted changes were not recorded.',
      ],
      links: [{ label: 'repository', target: 'https://host/org/repo' }],
    });
    expect(answers.outputs).toMatchObject({
      text: 'the model forest',
      detail: [`model ${made} at step 4`],
      links: [{ label: 'forest', target: `logged-model:${made}` }],
    });
  }
});

test('a run whose client knows no user was not begun by somebody called "unknown"', async () => {
  const { ctx, runId } = await started({ userName: 'unknown' });
  const { when } = await getFiveAnswers({ ctx, input: { runId } });
  expect(when.detail).toEqual([`By ${ctx.actor}.`]);
});

test('a run knows its parent and its children, in its own project', async () => {
  const { ctx, runId } = await started({ name: 'sweep' });
  const child = await createRun({ ctx, input: { name: 'trial', tags: { 'mlflow.parentRunId': runId } } });
  const other = await t.newCtx();
  await createRun({ ctx: other, input: { tags: { 'mlflow.parentRunId': runId } } });
  expect(await getRun({ ctx, input: { runId } })).toMatchObject({
    parent: null,
    children: { total: 1, items: [{ id: child.runId, name: 'trial', status: 'running' }] },
  });
  expect(await getRun({ ctx, input: child })).toMatchObject({ parent: { id: runId, name: 'sweep' } });
});

test('children are told apart by the main metric of the experiment, or by the one that most of them logged', async () => {
  const ctx = await t.newCtx();
  const experiment = await createExperiment({ ctx, input: { name: 'sweep' } });
  const parent = await createRun({ ctx, input: { experimentId: experiment.id } });
  const points = (values: number[], key: string) => values.map((value, step) => ({ key, value, step }));
  for (const acc of [0.5, 0.7]) {
    const input = { experimentId: experiment.id, parentRunId: parent.runId };
    const { runId } = await createRun({ ctx, input });
    const metrics = [
      ...points([acc, acc - 0.1], 'acc'),
      ...points([1, 1], 'system/cpu'),
      ...points([1, 1], 'system/ram'),
    ];
    await logBatch({ ctx, input: { runId, metrics: acc === 0.5 ? [...metrics, ...points([3], 'zzz')] : metrics } });
  }
  const children = async () => (await getRun({ ctx, input: parent })).children;
  const first = await children();
  expect(first.metric).toEqual({ key: 'acc', direction: null });
  expect(first.items.map((child) => child.figures)).toEqual([
    { last: 0.4, min: 0.4, max: 0.5, lastStep: 1 },
    { last: expect.closeTo(0.6), min: expect.closeTo(0.6), max: 0.7, lastStep: 1 },
  ]);
  await updateExperiment({ ctx, input: { experimentId: experiment.id, primaryMetric: 'zzz', metricDirection: 'min' } });
  const second = await children();
  expect(second.metric).toEqual({ key: 'zzz', direction: 'min' });
  expect(second.items.map((child) => child.figures?.last ?? null)).toEqual([3, null]);
});

test('children are told apart by the params that differ between them, those with most values first', async () => {
  const ctx = await t.newCtx();
  const parent = await createRun({ ctx, input: {} });
  for (const [index, lr] of ['0.1', '0.2', '0.3'].entries()) {
    const params = { algo: 'tpe', lr, fold: String(index % 2), ...(index === 0 ? { warm: 'yes', zest: 'no' } : {}) };
    await createRun({ ctx, input: { parentRunId: parent.runId, params } });
  }
  const { params, items } = (await getRun({ ctx, input: parent })).children;
  expect(params).toEqual(['lr', 'fold', 'warm']);
  expect(items.map((child) => child.params)).toEqual([
    { lr: '0.1', fold: '0', warm: 'yes' },
    { lr: '0.2', fold: '1' },
    { lr: '0.3', fold: '0' },
  ]);
});

test('a run whose client is silent for ten minutes is stalled and never failed, until the client writes again', async () => {
  const { ctx, runId } = await started();
  const later = { ...ctx, now: () => new Date(Date.now() + 11 * 60_000) };
  const seen = () => getRun({ ctx: later, input: { runId } });
  expect(await getRun({ ctx, input: { runId } })).toMatchObject({ stalled: false, lastWordAt: expect.any(String) });
  expect(await seen()).toMatchObject({ stalled: true, status: 'running' });
  heard(later, runId);
  await flushHeard();
  expect(await seen()).toMatchObject({ stalled: false });
  // Words that arrive out of order do not set it back.
  heard(ctx, runId);
  await flushHeard();
  expect(await seen()).toMatchObject({ stalled: false });
  await finishRun({ ctx, input: { runId } });
  expect(
    await getRun({ ctx: { ...ctx, now: () => new Date(Date.now() + 60 * 60_000) }, input: { runId } }),
  ).toMatchObject({
    stalled: false,
    status: 'finished',
  });
});

test('a word about a run that somebody writes at the moment comes later', async () => {
  const { ctx, runId } = await started();
  const later = new Date(Date.now() + 60_000);
  await t.db.$transaction(async (tx) => {
    await tx.run.update({ where: { id: runId }, data: { name: 'held' } });
    heard({ ...ctx, now: () => later }, runId);
    await flushHeard();
  });
  expect((await getRun({ ctx, input: { runId } })).lastWordAt).not.toBe(later.toISOString());
  await flushHeard();
  expect((await getRun({ ctx, input: { runId } })).lastWordAt).toBe(later.toISOString());
});

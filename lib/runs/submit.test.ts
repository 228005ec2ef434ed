import { describe, expect, test } from 'vitest';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import type { Ctx } from '#lib/context.ts';
import { updateExperiment } from '#lib/experiments/update-experiment.ts';
import { canonicalDigest } from '#lib/recipes/canonical-json.ts';
import { requireRecipe } from '#lib/recipes/require-recipe.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from './create-run.ts';
import { getFiveAnswers } from './get-five-answers.ts';
import { getRun } from './get-run.ts';
import { submitBatchPredict } from './submit-batch-predict.ts';
import { submitEvaluate } from './submit-evaluate.ts';
import { submitTrain } from './submit-train.ts';
import { columns, dataset, model } from './testing/flights-project.ts';

const t = await testDatabase();

async function project(): Promise<Ctx> {
  const ctx = await t.newCtx();
  await dataset(ctx, 'flights');
  return ctx;
}

const recipe = {
  dataset: { name: 'flights' },
  target: { column: 'delay', rule: { op: '>' as const, value: 15 } },
  features: [
    { column: 'date', extract: 'hour' as const, encoder: { kind: 'cyclic' as const } },
    { column: 'origin', encoder: { kind: 'one-hot' as const } },
  ],
};

const queued = (ctx: Ctx) => t.db.job.count({ where: { projectId: ctx.project.id } });

describe('submitTrain', () => {
  test('queues a run with a sealed recipe: versions by digest, backend pinned, params for the table', async () => {
    const ctx = await project();
    const { runId, jobId } = await submitTrain({ ctx, input: { recipe, experiment: 'late flights' } });
    const run = await getRun({ ctx, input: { runId } });
    expect(run).toMatchObject({
      kind: 'train',
      status: 'queued',
      experiment: { name: 'late flights' },
      params: { epochs: '5', 'optimizer.kind': 'adam', backend: 'tfjs-wasm', features: 'date.hour, origin', seed: '1' },
      inputs: [{ role: 'dataset', dataset: { name: 'flights', number: 1 } }],
      job: { id: jobId, state: 'queued' },
    });
    const sealed = await requireRecipe(ctx, run.recipeDigest ?? '');
    expect(canonicalDigest(sealed.document)).toBe(sealed.digest);
    expect(sealed.document).toMatchObject({
      kind: 'train',
      code: { type: 'builtin', name: 'train', version: expect.stringMatching(/^[0-9a-f]{64}$/) },
      inputs: [{ role: 'dataset', type: 'dataset', digest: run.inputs[0]?.digest, format: 'parquet' }],
      environment: { backend: 'tfjs-wasm', threads: 1, variables: { TF_NUM_INTRAOP_THREADS: '1', TZ: 'UTC' } },
      seed: 1,
    });
    expect(sealed.body).not.toContain('flights');
  });

  test('gives one digest to one question, whatever names and versions it was asked with', async () => {
    const ctx = await project();
    await dataset(ctx, 'copy');
    await dataset(ctx, 'other', { text: 'other bytes' });
    const digestOf = async (more: object) => {
      const { runId } = await submitTrain({ ctx, input: { recipe: { ...recipe, ...more } } });
      return (await t.db.run.findUniqueOrThrow({ where: { id: runId } })).recipeDigest;
    };
    const digest = await digestOf({});
    expect(await digestOf({ dataset: { name: 'flights', version: 1 }, backend: 'tfjs-wasm' })).toBe(digest);
    expect(await digestOf({ dataset: { name: 'copy' } })).toBe(digest);
    expect(await digestOf({ dataset: { name: 'other' } })).not.toBe(digest);
    expect(await digestOf({ seed: 2 })).not.toBe(digest);
    expect(await t.db.recipe.count({ where: { projectId: ctx.project.id } })).toBe(3);
  });

  test.each([
    [
      'a column that is not there',
      { features: [{ column: 'Origin', encoder: { kind: 'one-hot' } }] },
      'recipe.features.0.column',
      /did you mean "origin"/,
    ],
    ['a target that is not there', { target: { column: 'late' } }, 'recipe.target.column', /no column "late"/],
    [
      'a list as a feature',
      { features: [{ column: 'tags', encoder: { kind: 'one-hot' } }] },
      'recipe.features.0.column',
      /VARCHAR\[\]/,
    ],
    [
      'a list as the target',
      { features: [{ column: 'date', extract: 'hour', encoder: { kind: 'cyclic' } }], target: { column: 'tags' } },
      'recipe.target.column',
      /VARCHAR\[\]/,
    ],
    [
      'a time as a number',
      { features: [{ column: 'date', encoder: { kind: 'standardize' } }] },
      'recipe.features.0.column',
      /"date" is TIMESTAMP; a number is needed/,
    ],
  ])('refuses %s before anything is queued, and lists the columns', async (_why, change, path, message) => {
    const ctx = await project();
    await expect(submitTrain({ ctx, input: { recipe: { ...recipe, ...change } } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: [{ path, message: expect.stringMatching(message) }],
      hint: expect.stringContaining('date (TIMESTAMP), delay (SMALLINT), origin (VARCHAR)'),
    });
    expect(await queued(ctx)).toBe(0);
  });

  test('checks the evaluation dataset too, and names what does not exist', async () => {
    const ctx = await project();
    await dataset(ctx, 'june', { columns: columns.filter((column) => column.name !== 'delay') });
    const submit = (change: object, more: object = {}) =>
      submitTrain({ ctx, input: { recipe: { ...recipe, ...change }, ...more } });
    await expect(submit({ evaluation: { name: 'june' } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('recipe.evaluation (june version 1)'),
    });
    await expect(submit({ dataset: { name: 'flights', version: 7 } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      fields: [{ path: 'recipe.dataset' }],
    });
    await expect(submit({ epochs: 0 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'recipe.epochs' }],
    });
    const run = await createRun({ ctx, input: {} });
    const { experiment } = await getRun({ ctx, input: run });
    expect(experiment?.name).toBe('Default');
    const where = { id: experiment?.id ?? -1 };
    await ctx.db.experiment.update({ where, data: { archivedAt: new Date() } });
    await expect(submit({})).rejects.toMatchObject({ code: 'CONFLICT' });
    await updateExperiment({ ctx, input: { experimentId: where.id, archived: false } });
    expect(await queued(ctx)).toBe(0);
  });

  test('does not read datasets of other projects', async () => {
    await project();
    const other = await t.newCtx();
    await expect(submitTrain({ ctx: other, input: { recipe } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('submitBatchPredict and submitEvaluate', () => {
  test('pin model and data by digest; an evaluation lands in the experiment of the training', async () => {
    const ctx = await project();
    const { digest } = await model(ctx);
    const batch = await submitBatchPredict({
      ctx,
      input: { model: { name: 'late' }, dataset: { name: 'flights' }, output: 'late-flights' },
    });
    const evaluated = await submitEvaluate({
      ctx,
      input: { model: { name: 'late', version: 1 }, dataset: { name: 'flights' } },
    });
    for (const { runId } of [batch, evaluated]) {
      const run = await getRun({ ctx, input: { runId } });
      expect(run.inputs.find((input) => input.role === 'model')).toMatchObject({
        digest,
        model: { name: 'late', number: 1 },
      });
      const { document } = await requireRecipe(ctx, run.recipeDigest ?? '');
      expect(document.inputs.map((input) => input.role)).toEqual(['dataset', 'model']);
      expect(document.environment.backend).toBe('tfjs-wasm');
    }
    expect((await getRun({ ctx, input: { runId: evaluated.runId } })).experiment?.name).toBe('Default');
    const batchRecipe = await getRun({ ctx, input: { runId: batch.runId } });
    const { document } = await requireRecipe(ctx, batchRecipe.recipeDigest ?? '');
    expect(document.plan).toMatchObject({ rows: 250 });
  });

  test('refuse data without the columns the model reads, and evaluations without what happened', async () => {
    const ctx = await project();
    await model(ctx);
    await dataset(ctx, 'june', { columns: columns.filter((column) => column.name !== 'delay') });
    await dataset(ctx, 'nowhere', { columns: columns.filter((column) => column.name !== 'origin') });
    const from = { model: { name: 'late' } };
    await expect(submitEvaluate({ ctx, input: { ...from, dataset: { name: 'june' } } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('has no column "delay", which late version 1 predicts'),
    });
    const batch = (more: object) =>
      submitBatchPredict({ ctx, input: { ...from, dataset: { name: 'june' }, output: 'out', ...more } });
    await expect(batch({ dataset: { name: 'nowhere' } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: [{ message: 'nowhere version 1 has no column "origin"' }],
    });
    await expect(batch({ idColumns: ['id'] })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: [{ path: 'idColumns.0' }],
    });
    await expect(batch({ model: { name: 'late', alias: 'champion' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      fields: [{ path: 'alias' }],
    });
    expect(await queued(ctx)).toBe(0);
    await batch({});
    expect(await queued(ctx)).toBe(1);
  });

  test('refuse a model version whose files are not here', async () => {
    const ctx = await project();
    await model(ctx);
    await t.db.modelVersion.updateMany({ where: { projectId: ctx.project.id }, data: { digest: null } });
    const from = { model: { name: 'late' }, dataset: { name: 'flights' } };
    for (const submit of [
      () => submitEvaluate({ ctx, input: from }),
      () => submitBatchPredict({ ctx, input: { ...from, output: 'out' } }),
    ]) {
      await expect(submit()).rejects.toMatchObject({
        code: 'UNPROCESSABLE',
        message: 'Version 1 of late has no files here, so nothing can be predicted with it.',
      });
    }
    expect(await queued(ctx)).toBe(0);
  });
});

describe('getFiveAnswers', () => {
  test('says what a client did not record', async () => {
    const ctx = await t.newCtx();
    const bare = await createRun({ ctx, input: {} });
    expect((await getFiveAnswers({ ctx, input: bare })).missing).toEqual(['data', 'parameters', 'code', 'outputs']);
    const told = await createRun({
      ctx,
      input: { params: { lr: '1' }, tags: { 'mlflow.source.git.commit': 'abc123' } },
    });
    await saveArtifact({ ctx, input: { ...told, path: 'a', body: Buffer.from('x') } });
    const answers = await getFiveAnswers({ ctx, input: told });
    expect(answers.missing).toEqual(['data']);
    expect(answers.code).toMatchObject({
      text: 'Commit abc123',
      detail: ['abc123', 'The repository was not recorded.', 'Uncommitted changes were not recorded.'],
    });
    expect(answers.outputs.links).toEqual([{ label: 'files', target: `artifacts:${told.runId}` }]);
    const other = await t.newCtx();
    await expect(getFiveAnswers({ ctx: other, input: told })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

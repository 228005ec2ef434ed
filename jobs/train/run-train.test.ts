import { beforeAll, expect, test } from 'vitest';
import { flightsFixture } from '#jobs/testing/flights-fixture.ts';
import { runClaimed } from '#jobs/testing/run-claimed.ts';
import type { Ctx } from '#lib/context.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import { readSeries } from '#lib/metrics/read-series.ts';
import { EvaluationReport } from '#lib/models/evaluation-report.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { submitEvaluate } from '#lib/runs/submit-evaluate.ts';
import { submitTrain } from '#lib/runs/submit-train.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();
let ctx: Ctx;

beforeAll(async () => {
  ctx = await t.newCtx();
  await flightsFixture(ctx, { rows: 12_000 });
});

const recipe = {
  ...flightsRecipe,
  dataset: { name: 'flights' },
  backend: 'tfjs-wasm',
  epochs: 2,
  batchSize: 500,
} as const;

test('a training job logs live metrics, stores its model and registers it; an evaluation measures it', async () => {
  const { jobId, runId } = await submitTrain({
    ctx,
    input: {
      recipe: { ...recipe, holdout: 0.2, logEveryBatches: 5 },
      register: { model: 'punctual', aliases: ['champion'] },
    },
  });
  const trained = await runClaimed(ctx, jobId);
  expect(trained.lines.at(-1)).toBe('Registered as version 1 of punctual, champion.');

  const loss = await readSeries({ ctx, input: { runId, key: 'eval/log_loss' } });
  expect(loss.count).toBe(2);
  const batches = await readSeries({ ctx, input: { runId, key: 'system/rows_per_s' } });
  expect(batches.buckets[0]?.first).toBeGreaterThan(0);
  const artifacts = await t.db.artifact.findMany({ where: { runId }, orderBy: { path: 'asc' } });
  expect(artifacts.map((artifact) => [artifact.path, artifact.deterministic])).toEqual(
    ['encoders.json', 'input_example.json', 'model.json', 'signature.json', 'weights.bin'].map((name) => [
      `model/${name}`,
      true,
    ]),
  );
  const inputs = await t.db.runInput.findMany({ where: { runId } });
  for (const input of inputs) expect([input.digestBefore, input.digestAfter]).toEqual([input.digest, input.digest]);
  const params = await t.db.param.findMany({ where: { runId } });
  expect(Object.fromEntries(params.map(({ key, value }) => [key, value]))).toMatchObject({
    task: 'binary',
    loss: 'cross-entropy',
    backend: 'tfjs-wasm',
    'optimizer.learningRate': '0.002',
    classes: 'not delay > 15, delay > 15',
  });
  const version = await requireModelVersion(ctx, { name: 'punctual', alias: 'champion' });
  expect(version).toMatchObject({ runId, flavor: 'tfjs' });

  const evaluation = await submitEvaluate({
    ctx,
    input: { model: { name: 'punctual' }, dataset: { name: 'flights' }, baseline: { name: 'late' }, segmentValues: 3 },
  });
  await runClaimed(ctx, evaluation.jobId);
  const stored = await t.db.artifact.findUniqueOrThrow({
    where: { runId_path: { runId: evaluation.runId, path: 'evaluation.json' } },
  });
  expect(stored.deterministic).toBe(true);
  const report = EvaluationReport.parse(await new Response(await ctx.blobs.open(stored.digest)).json());
  expect(report).toMatchObject({ task: 'binary', rows: 12_000, baseline: { kind: 'model', name: 'late@1' } });
  const auc = await readSeries({ ctx, input: { runId: evaluation.runId, key: 'eval/auc' } });
  expect(auc.buckets[0]?.last).toBe(report.metrics.auc);
  const baseline = await readSeries({ ctx, input: { runId: evaluation.runId, key: 'baseline/auc' } });
  expect(baseline.buckets[0]?.last).toBeLessThan(report.metrics.auc ?? 0);
});

test('a training whose loss becomes NaN fails with the step, and what it logged stays', async () => {
  const { jobId, runId } = await submitTrain({
    ctx,
    input: { recipe: { ...recipe, optimizer: { kind: 'sgd', learningRate: 1e30 }, logEveryBatches: 1 } },
  });
  await expect(runClaimed(ctx, jobId)).rejects.toMatchObject({
    code: 'NAN_LOSS',
    message: expect.stringMatching(/^The loss became (NaN|Infinity) at step \d+ \(epoch 1\)\.$/),
  });
  const loss = await readSeries({ ctx, input: { runId, key: 'train/loss' } });
  expect(loss.count).toBeGreaterThan(0);
  expect(await t.db.artifact.count({ where: { runId } })).toBe(0);
});

test('a training that is cancelled stops at its next report', async () => {
  const { jobId } = await submitTrain({ ctx, input: { recipe: { ...recipe, epochs: 10_000, logEveryBatches: 1 } } });
  const signal = AbortSignal.abort(new Error('asked to stop'));
  await expect(runClaimed(ctx, jobId, { signal })).rejects.toThrow('asked to stop');
});

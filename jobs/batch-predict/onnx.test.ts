import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadModel } from '#jobs/runtimes/load-model.ts';
import { type RunningWorker, startWorker } from '#jobs/start-worker.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { scoreRows } from '#jobs/tabular/score.ts';
import { flightsFixture } from '#jobs/testing/flights-fixture.ts';
import { onnxFlights } from '#jobs/testing/onnx-flights.ts';
import { until } from '#jobs/testing/until.ts';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import type { Ctx } from '#lib/context.ts';
import { localVersion } from '#lib/datasets/local-version.ts';
import { registerModel } from '#lib/models/register-model.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { requireRecipe } from '#lib/recipes/require-recipe.ts';
import { getReproduction } from '#lib/reproduce/list-reproductions.ts';
import { startReproduction } from '#lib/reproduce/start-reproduction.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { submitBatchPredict } from '#lib/runs/submit-batch-predict.ts';
import { submitEvaluate } from '#lib/runs/submit-evaluate.ts';
import { onnxBytes } from '#lib/testing/onnx-bytes.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();
const rows = 20_000;
const patience = 120_000;
let worker: RunningWorker;
let ctx: Ctx;

beforeAll(async () => {
  ctx = await t.newCtx();
  await flightsFixture(ctx, { rows });
  await register('late-onnx', onnxFlights({ apart: true }));
  worker = await startWorker({
    settings: {
      dataDir: t.dataDir,
      blobs: 'postgres',
      cacheBytes: 2 ** 30,
      workerSlots: 2,
      leaseMs: 10_000,
      beatMs: 1_000,
    },
    databaseUrl: t.url,
    log: ctx.log,
    capabilities: { backends: ['tfjs-wasm', 'onnxruntime'] },
  });
});
afterAll(async () => worker.stop());

async function register(model: string, files: Record<string, Buffer>) {
  const { runId } = await createRun({ ctx, input: { name: 'exporter' } });
  for (const [name, body] of Object.entries(files)) {
    await saveArtifact({ ctx, input: { runId, path: `model/${name}`, body, deterministic: true } });
  }
  return registerModel({ ctx, input: { model, runId } });
}

const submit = (more: Record<string, unknown> = {}) =>
  submitBatchPredict({
    ctx,
    input: {
      model: { name: 'late-onnx' },
      dataset: { name: 'flights' },
      output: 'late-onnx-predictions',
      rowsPerPartition: 6_000,
      ...more,
    },
  });

async function ended(runId: string) {
  return until(
    `run ${runId} ends`,
    async () => {
      const row = await t.db.run.findUniqueOrThrow({ where: { id: runId } });
      return ['finished', 'failed', 'canceled'].includes(row.status) ? row : undefined;
    },
    patience,
  );
}

/** The predictions that the model gives in this process, row after row. */
async function scoreHere(): Promise<number[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'traza-onnx-'));
  try {
    const files = new Map<string, string>();
    for (const [name, bytes] of Object.entries(onnxFlights())) {
      files.set(name, path.join(dir, name));
      await writeFile(path.join(dir, name), bytes);
    }
    const model = await loadModel({
      files,
      signature: null,
      backend: 'onnxruntime',
      scratchDir: dir,
      cacheDir: dir,
      log: () => {},
    });
    const { id } = await t.db.datasetVersion.findFirstOrThrow({ where: { dataset: { name: 'flights' } } });
    const { source } = await localVersion(ctx, { id });
    const table = await openTable({ source: { ...source, name: 'flights' }, scratchDir: dir });
    const scores: number[] = [];
    for await (const block of scoreRows({ prepared: await model.prepare({ table }) })) {
      for (const value of block.values[0] ?? []) scores.push(Number(value));
    }
    table.close();
    await model.dispose();
    return scores;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What a published set holds, in the order of its rows. */
async function published(runId: string): Promise<number[]> {
  const version = await t.db.datasetVersion.findFirstOrThrow({ where: { runId } });
  const { source } = await localVersion(ctx, { id: version.id });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const paths = source.files.map((file) => `'${file}'`).join(', ');
  const read = await connection.runAndReadAll(
    `select row_number::int, probability from read_parquet([${paths}]) order by row_number`,
  );
  connection.closeSync();
  instance.closeSync();
  const got = read.getRows();
  expect(got.map(([row]) => row)).toEqual(got.map((_, index) => index));
  return got.map(([, value]) => Number(value));
}

test('a registered ONNX model scores a dataset exactly, its recipe names the runtime, and a reproduction proves it', {
  timeout: 2 * patience,
}, async () => {
  const model = await requireModelVersion(ctx, { name: 'late-onnx' });
  expect(model.flavor).toBe('onnx');
  expect(model.signature).toEqual({
    inputs: [
      { name: 'distance', type: 'float32' },
      { name: 'origin', type: 'string' },
      { name: 'destination', type: 'string' },
    ],
    outputs: [{ name: 'probability', type: 'float32' }],
  });
  const { runId } = await submit();
  const run = await ended(runId);
  expect(run).toMatchObject({ status: 'finished', taintedReason: null });
  const recipe = await requireRecipe(ctx, run.recipeDigest ?? '');
  expect(recipe.document.environment).toMatchObject({
    backend: 'onnxruntime',
    runtime: { name: 'onnxruntime', version: '1.30.0' },
    threads: 1,
  });
  expect(run.environment).toMatchObject({ backend: 'onnxruntime', onnxruntime: '1.30.0', rows_stand_alone: true });
  expect(await published(runId)).toEqual(await scoreHere());

  const other = await submit({ rowsPerPartition: 777, output: 'other-cut' });
  await ended(other.runId);
  expect(await published(other.runId)).toEqual(await published(runId));

  const { reproductionId } = await startReproduction({ ctx, input: { runId, executions: 1 } });
  const verdict = await until(
    'the reproduction is settled',
    async () => {
      const answer = await getReproduction({ ctx, input: { reproductionId } });
      return answer.verdict ?? undefined;
    },
    patience,
  );
  expect(verdict).toBe('bit-identical');
});

test('what does not fit is told before anything starts, by the names of its columns', async () => {
  const before = await t.db.job.count();
  await expect(submit({ columns: { origin: 'date', distance: 'date' } })).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    fields: [{ path: 'columns.distance', message: '"date" is TIMESTAMP; a number is needed' }],
  });
  await expect(submit({ columns: { hour: 'date', origin: 'from' } })).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    fields: [
      { path: 'columns.hour', message: 'late-onnx version 1 has no input "hour"' },
      { path: 'columns.origin', message: 'flights version 1 has no column "from"' },
    ],
  });
  await expect(submit({ backend: 'tfjs-wasm' })).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    fields: [{ path: 'backend', message: 'cannot run onnx; choose auto or onnxruntime' }],
  });
  await register('wide', { 'model.onnx': onnxBytes(matrix(3)) });
  await expect(submit({ model: { name: 'wide' } })).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    message: expect.stringContaining('flights version 1 has no column "X_0"'),
  });
  const evaluation = { model: { name: 'late-onnx' }, dataset: { name: 'flights' } };
  await expect(submitEvaluate({ ctx, input: evaluation })).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    message: 'late-onnx version 1 is onnx, which this job cannot run.',
  });
  expect(await t.db.job.count()).toBe(before);
});

test('a matrix takes the columns that are mapped to its places, and each row it answers has a column for each value', async () => {
  await register('narrow', { 'model.onnx': onnxBytes(matrix(2)) });
  const { runId } = await submit({
    model: { name: 'narrow' },
    output: 'narrow-predictions',
    columns: { X_0: 'distance', X_1: 'delay' },
    idColumns: ['distance', 'delay'],
  });
  expect(await ended(runId)).toMatchObject({ status: 'finished' });
  const version = await t.db.datasetVersion.findFirstOrThrow({ where: { runId } });
  expect(version.columns).toEqual([
    { name: 'distance', type: 'BIGINT' },
    { name: 'delay', type: 'BIGINT' },
    { name: 'Y_0', type: 'FLOAT' },
    { name: 'Y_1', type: 'FLOAT' },
    { name: 'least', type: 'BIGINT' },
  ]);
  const { source } = await localVersion(ctx, { id: version.id });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const wrong = await connection.runAndReadAll(
    `select count(*)::int from read_parquet([${source.files.map((file) => `'${file}'`).join(', ')}])
     where Y_0 <> distance + delay or Y_1 <> distance - delay or least <> (case when Y_0 <= Y_1 then 0 else 1 end)`,
  );
  connection.closeSync();
  instance.closeSync();
  expect(wrong.getRows()).toEqual([[0]]);
});

/** Y = X times [[1, 1], [1, -1], 0…], and the place of the least of each row. */
function matrix(width: number) {
  const values = new Float32Array(width * 2);
  values.set([1, 1, 1, -1]);
  return {
    inputs: [{ name: 'X', type: 'float32' as const, shape: ['N', width] }],
    outputs: [
      { name: 'Y', type: 'float32' as const, shape: ['N', 2] },
      { name: 'least', type: 'int64' as const, shape: ['N'] },
    ],
    nodes: [
      { op: 'MatMul', inputs: ['X', 'w'], outputs: ['Y'] },
      { op: 'ArgMin', inputs: ['Y'], outputs: ['least'], attributes: { axis: 1n, keepdims: 0n } },
    ],
    weights: [{ name: 'w', dims: [width, 2], values }],
  };
}

import { createHash } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ProcessExecutor } from '#jobs/executors/process/process-executor.ts';
import { flightsFixture } from '#jobs/testing/flights-fixture.ts';
import { until } from '#jobs/testing/until.ts';
import { Worker } from '#jobs/worker.ts';
import type { Ctx } from '#lib/context.ts';
import { manifestDigest } from '#lib/datasets/merkle.ts';
import { pool } from '#lib/db/client.ts';
import { freezePlan } from '#lib/predictions/freeze-plan.ts';
import { getPredictionSet } from '#lib/predictions/get-prediction-set.ts';
import { listPartitions } from '#lib/predictions/list-partitions.ts';
import { listPredictionSets } from '#lib/predictions/list-prediction-sets.ts';
import { predictionArchive } from '#lib/predictions/prediction-archive.ts';
import { cancelJob } from '#lib/queue/cancel-job.ts';
import { endOfAttempt } from '#lib/queue/end-of-attempt.ts';
import { registerWorker } from '#lib/queue/register-worker.ts';
import { retryJob } from '#lib/queue/retry-job.ts';
import { claimJob } from '#lib/queue/sql/claim-job.ts';
import { endAttempt } from '#lib/queue/sql/end-attempt.ts';
import { submitBatchPredict } from '#lib/runs/submit-batch-predict.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

vi.setConfig({ testTimeout: 120_000 });

const t = await testDatabase();
const workers: Worker[] = [];
const executors = new Map<Worker, ProcessExecutor>();
let ctx: Ctx;
const rows = 24_000;

beforeAll(async () => {
  ctx = await t.newCtx();
  await flightsFixture(ctx, { rows });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await pool().query("UPDATE traza.job SET state = 'failed' WHERE state IN ('queued', 'running')");
});

async function newWorker(leaseMs = 10_000): Promise<Worker> {
  const executor = new ProcessExecutor({
    workRoot: path.join(t.dataDir, 'work'),
    env: {
      DATABASE_URL: t.url,
      TRAZA_DATA: t.dataDir,
      LOG_LEVEL: 'warn',
      TRAZA_LEASE_SECONDS: `${leaseMs / 1000}`,
      TRAZA_BEAT_SECONDS: `${leaseMs / 3000}`,
    },
  });
  const row = await registerWorker(pool(), {
    host: 'test',
    pid: process.pid,
    slots: 1,
    capabilities: { backends: ['tfjs-wasm'] },
  });
  const worker = new Worker({
    row,
    pool: pool(),
    log: ctx.log,
    executor,
    slots: 1,
    backends: ['tfjs-wasm'],
    leaseMs,
    graceMs: 2_000,
  });
  workers.push(worker);
  executors.set(worker, executor);
  return worker;
}

const submit = (more: Record<string, unknown> = {}) =>
  submitBatchPredict({
    ctx,
    input: {
      model: { name: 'late', alias: 'champion' },
      dataset: { name: 'flights', version: 1 },
      output: 'late-predictions',
      rowsPerPartition: 2_000,
      backend: 'tfjs-wasm',
      ...more,
    },
  });
const jobOf = (id: string) =>
  t.db.job.findUniqueOrThrow({
    where: { id },
    include: {
      attempts: { orderBy: { number: 'asc' } },
      partitions: { orderBy: { index: 'asc' } },
      run: { include: { inputs: true } },
    },
  });
const versionOf = (runId: string) =>
  t.db.datasetVersion.findFirst({ where: { runId }, include: { files: { orderBy: { path: 'asc' } } } });
const done = (jobId: string) => t.db.partition.count({ where: { jobId, state: 'done' } });

test('scores every row once and publishes one set whose digest is the Merkle root of its partitions', async () => {
  const { jobId, runId } = await submit();
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  const job = await jobOf(jobId);
  expect(job.error).toBeNull();
  expect(job).toMatchObject({ state: 'succeeded', run: { status: 'finished', taintedReason: null } });
  expect(job.partitions).toHaveLength(12);
  expect(
    job.partitions.every((part) => part.state === 'done' && part.attempt === 1 && Number(part.rows) === 2_000),
  ).toBe(true);
  for (const input of job.run.inputs) {
    expect(input.digestBefore).toBe(input.digest);
    expect(input.digestAfter).toBe(input.digest);
  }
  const version = await versionOf(runId);
  expect(version).toMatchObject({
    kind: 'predictions',
    number: 1,
    rowCount: BigInt(rows),
    recipeDigest: job.run.recipeDigest,
  });
  const manifest = job.partitions.map((part, index) => ({
    path: `part-${String(index).padStart(6, '0')}.parquet`,
    size: Number(part.outputSize),
    sha256: part.outputDigest ?? '',
  }));
  expect(version?.digest).toBe(manifestDigest(manifest));
  expect(job.run.summary).toMatchObject({
    output: { digest: version?.digest },
    predictions: { rows, quarantined: 0, partitions: 12 },
  });
});

test('a prediction set is found with its model, its data and its figures, and comes as one archive', async () => {
  const { items } = await listPredictionSets({ ctx });
  const [set] = items;
  if (!set) throw new Error('no set');
  expect(items).toHaveLength(1);
  expect(set).toMatchObject({
    dataset: 'late-predictions',
    rowCount: rows,
    model: { name: 'late', number: 1 },
    input: { name: 'flights', number: 1 },
    summary: { rows, quarantined: 0, partitions: 12 },
  });
  expect(set.summary?.histogram.reduce((sum, count) => sum + count, 0)).toBe(rows);
  const list = await listPartitions({ ctx, input: { jobId: set.jobId ?? '' } });
  expect(list.items.map((part) => [part.rowStart, part.state])).toEqual(
    Array.from({ length: 12 }, (_, index) => [index * 2_000, 'done']),
  );
  expect(list.histogram).toEqual(set.summary?.histogram);

  const archive = await predictionArchive({ ctx, input: { versionId: set.versionId } });
  const bytes = Buffer.concat(await archive.stream.toArray());
  expect(bytes).toHaveLength(archive.size);
  let at = 0;
  for (const part of list.items) {
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8);
    expect(bytes.toString('latin1', at, at + 19)).toBe(`part-${String(part.index).padStart(6, '0')}.parquet`);
    const file = bytes.subarray(at + 512, at + 512 + size);
    expect(createHash('sha256').update(file).digest('hex')).toBe(part.outputDigest);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  const other = await t.newCtx();
  expect((await listPredictionSets({ ctx: other })).items).toEqual([]);
  await expect(getPredictionSet({ ctx: other, input: set })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a helper takes the partitions of a slow leader, and the bytes are those of one worker alone', async () => {
  const first = await t.db.datasetVersion.findFirstOrThrow({ where: { kind: 'predictions' } });
  const { jobId, runId } = await submit({ output: 'shared' });
  const slow = await registerWorker(pool(), { host: 'test', pid: 1, slots: 1, capabilities: {} });
  const claimed = await claimJob(pool(), {
    workerId: slow.id,
    workerName: slow.name,
    freeSlots: 1,
    kinds: ['batch-predict'],
    backends: ['tfjs-wasm'],
    leaseMs: 60_000,
  });
  if (!claimed) throw new Error('nothing claimed');
  const fence = { jobId, workerId: slow.id, attempt: 1 };
  await freezePlan({ ctx: { ...ctx, fence }, input: { jobId, rows, rowsPerPartition: 2_000 } });
  const helper = await newWorker();
  await helper.tick();
  expect(helper.running).toBe(1);
  await helper.idle();
  const shared = await jobOf(jobId);
  expect(shared.partitions.map((part) => [part.state, part.workerId])).toEqual(
    Array.from({ length: 12 }, () => ['done', helper.id]),
  );
  expect(shared.state).toBe('running');
  await endAttempt(pool(), fence, endOfAttempt(claimed, { type: 'released', workerName: slow.name }));
  await helper.tick();
  await helper.idle();
  expect(await jobOf(jobId)).toMatchObject({ state: 'succeeded', attempt: 2 });
  expect((await versionOf(runId))?.digest).toBe(first.digest);
});

test('a killed child loses what was in flight and no more; the next attempt goes on', async () => {
  const { jobId, runId } = await submit({ output: 'killed', rowsPerPartition: 500 });
  const worker = await newWorker();
  await worker.tick();
  await until('some partitions are done', async () => (await done(jobId)) >= 3);
  await executors.get(worker)?.cancel(`${jobId}-1-leader-${worker.id}`, { graceMs: 0 });
  await worker.idle();
  const broken = await jobOf(jobId);
  expect(broken).toMatchObject({ state: 'queued', failures: 1, error: { code: 'PROCESS_DIED' } });
  const before = broken.partitions.filter((part) => part.state === 'done');
  expect(before.length).toBeLessThan(48);
  expect(broken.partitions.filter((part) => part.state === 'running')).toEqual([]);
  expect(await versionOf(runId)).toBeNull();
  await pool().query('UPDATE traza.job SET available_at = now() WHERE id = $1', [jobId]);
  await worker.tick();
  await worker.idle();
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ state: 'succeeded', attempt: 2 });
  const repeated = job.partitions.filter((part) => part.attempt > 1);
  expect(repeated.length).toBeLessThanOrEqual(2);
  for (const part of before) expect(job.partitions[part.index]?.attempt).toBe(1);
  expect((await versionOf(runId))?.rowCount).toBe(BigInt(rows));
});

test('rows that cannot be predicted fail the job, and publish with them set aside when that is allowed', async () => {
  const dirty = await t.newCtx();
  const before = ctx;
  ctx = dirty;
  try {
    await flightsFixture(dirty, { rows: 3_000, spoil: 5 });
    const strict = await submit({ rowsPerPartition: 1_000 });
    const worker = await newWorker();
    await worker.tick();
    await worker.idle();
    const failed = await jobOf(strict.jobId);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'UNPROCESSABLE' } });
    expect(failed.error).toMatchObject({
      message: expect.stringMatching(/^5 rows cannot be predicted, and 0 are allowed; most often \(5\): distance: /),
    });
    expect(await versionOf(strict.runId)).toBeNull();
    expect(failed.partitions[2]).toMatchObject({
      state: 'done',
      quarantined: 5n,
      quarantineDigest: expect.any(String),
    });

    const lenient = await submit({ rowsPerPartition: 1_000, maxQuarantined: 5 });
    await worker.tick();
    await worker.idle();
    expect((await jobOf(lenient.jobId)).state).toBe('succeeded');
    expect((await versionOf(lenient.runId))?.rowCount).toBe(2_995n);
  } finally {
    ctx = before;
  }
});

test('a run that belongs to a reproduction records the digest and publishes nothing', async () => {
  const { jobId, runId } = await submit({ output: 'late-predictions' });
  await t.db.run.update({ where: { id: runId }, data: { reproductionId: 'a'.repeat(32) } });
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  const first = await t.db.datasetVersion.findFirstOrThrow({
    where: { kind: 'predictions' },
    orderBy: { createdAt: 'asc' },
  });
  const job = await jobOf(jobId);
  expect(job.state).toBe('succeeded');
  expect(job.run.summary).toMatchObject({ output: { digest: first.digest } });
  expect(await versionOf(runId)).toBeNull();
});

test('cancel stops leader and helper, and nothing is published', async () => {
  const { jobId, runId } = await submit({ output: 'canceled', rowsPerPartition: 100 });
  const [leader, helper] = [await newWorker(), await newWorker()];
  await leader.tick();
  await until('the first partition is done', async () => (await done(jobId)) > 0);
  await helper.tick();
  await cancelJob({ ctx, input: { jobId } });
  await Promise.all([leader.beat(), helper.beat()]);
  await Promise.all([leader.idle(), helper.idle()]);
  expect(await jobOf(jobId)).toMatchObject({ state: 'canceled', run: { status: 'canceled' } });
  expect(await done(jobId)).toBeLessThan(240);
  expect(await versionOf(runId)).toBeNull();
});

test('a canceled batch tried again goes on with what was done', async () => {
  const { jobId } = await submit({ output: 'resumed', rowsPerPartition: 250 });
  const worker = await newWorker();
  await worker.tick();
  await until('some partitions are done', async () => (await done(jobId)) >= 3);
  await cancelJob({ ctx, input: { jobId } });
  await worker.beat();
  await worker.idle();
  const before = (await jobOf(jobId)).partitions.filter((part) => part.state === 'done');
  expect(before.length).toBeLessThan(96);
  const again = await retryJob({ ctx, input: { jobId } });
  await worker.tick();
  await worker.idle();
  const job = await jobOf(again.jobId);
  expect(job.state).toBe('succeeded');
  for (const part of before) {
    expect(job.partitions[part.index]).toMatchObject({ finishedAt: part.finishedAt, outputDigest: part.outputDigest });
  }
  const later = job.partitions.filter((part) => Number(part.finishedAt) > Number(job.startedAt));
  expect(later).toHaveLength(96 - before.length);
  expect((await versionOf(again.runId))?.rowCount).toBe(BigInt(rows));
});

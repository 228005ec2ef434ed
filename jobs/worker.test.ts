import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { pool } from '#lib/db/client.ts';
import { cancelJob } from '#lib/queue/cancel-job.ts';
import { enqueueJob } from '#lib/queue/enqueue-job.ts';
import { registerWorker } from '#lib/queue/register-worker.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { ProcessExecutor } from './executors/process/process-executor.ts';
import { registerTestKind, type TestPayload } from './testing/test-kinds.ts';
import { until } from './testing/until.ts';
import { Worker } from './worker.ts';

// Every child is a Node process that has to start.
vi.setConfig({ testTimeout: 90_000 });

const t = await testDatabase();
const workRoot = path.join(t.dataDir, 'work');
const workers: Worker[] = [];
let ctx: Ctx;

beforeAll(() => registerTestKind());
beforeEach(async () => {
  ctx = await t.newCtx();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await pool().query('TRUNCATE traza.job, traza.run CASCADE');
  expect(await readdir(workRoot).catch(() => [])).toEqual([]);
});

async function newWorker(more: Partial<ConstructorParameters<typeof Worker>[0]> = {}): Promise<Worker> {
  const executor = new ProcessExecutor({
    workRoot,
    env: { DATABASE_URL: t.url, TRAZA_DATA: t.dataDir, LOG_LEVEL: 'warn' },
    entry: path.join(import.meta.dirname, 'testing/child-for-tests.ts'),
  });
  const row = await registerWorker(pool(), { host: 'test', pid: process.pid, slots: 2, capabilities: {} });
  const worker = new Worker({
    row,
    pool: pool(),
    log: ctx.log,
    executor,
    slots: 2,
    backends: [],
    leaseMs: 10_000,
    graceMs: 1_000,
    kinds: ['test'],
    ...more,
  });
  workers.push(worker);
  return worker;
}

type Steps = Parameters<typeof TestPayload.parse>[0];
const enqueue = (steps: Steps[], more: Partial<Parameters<typeof enqueueJob>[0]['input']> = {}) =>
  enqueueJob({ ctx, input: { kind: 'test', payload: { steps }, ...more } });
const jobOf = (id: string) =>
  t.db.job.findUniqueOrThrow({
    where: { id },
    include: { attempts: { orderBy: { number: 'asc' } }, run: { include: { tags: true, artifacts: true } } },
  });
const logOf = async (runId: string, stream?: string) =>
  (await t.db.logChunk.findMany({ where: { runId, ...(stream ? { stream } : {}) }, orderBy: { id: 'asc' } }))
    .map((chunk) => chunk.text)
    .join('');

test('runs a job in a child of its own and stores how it ended', async () => {
  const { jobId, runId } = await enqueue([
    { do: 'environment' },
    { do: 'print', text: 'hello\n' },
    { do: 'progress', done: 3 },
    { do: 'tag', key: 'seen' },
  ]);
  const worker = await newWorker();
  await worker.tick();
  expect(worker.running).toBe(1);
  await worker.idle();
  const job = await jobOf(jobId);
  expect(job).toMatchObject({
    state: 'succeeded',
    progress: { done: 3 },
    error: null,
    run: { status: 'finished', statusReason: null },
  });
  expect(job.run.environment).toMatchObject({ tz: 'UTC', lang: 'C', flavour: 'vanilla' });
  expect(job.attempts).toMatchObject([{ outcome: 'succeeded', environment: { tz: 'UTC' } }]);
  expect(job.run.tags).toMatchObject([{ key: 'seen', value: '1' }]);
  expect(await logOf(runId, 'stdout')).toBe('hello\ndone\n');
  expect(await logOf(runId, 'platform')).toMatch(/^attempt 1 started on worker-\d+\n$/);
});

test('a mistake in the input fails at once, with its code, message and hint', async () => {
  const { jobId, runId } = await enqueue([{ do: 'fail', code: 'INVALID_INPUT' }]);
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  expect(await jobOf(jobId)).toMatchObject({
    state: 'failed',
    failures: 1,
    error: { code: 'INVALID_INPUT', message: 'The test fails with INVALID_INPUT.', hint: 'Nothing to do.' },
    run: { status: 'failed', statusReason: 'The test fails with INVALID_INPUT.' },
  });
  expect(await logOf(runId, 'platform')).toContain('attempt 1 failed: The test fails with INVALID_INPUT.');
});

test('an unexpected error is INTERNAL, with its text in the log alone, and is tried again', async () => {
  const { jobId, runId } = await enqueue([{ do: 'throw', message: 'the secret cause' }]);
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ state: 'queued', failures: 1, error: { code: 'INTERNAL' }, run: { status: 'queued' } });
  expect(JSON.stringify([job.error, job.run.statusReason])).not.toContain('secret');
  expect(await logOf(runId, 'stderr')).toContain('TypeError: the secret cause');
});

test('a retry starts clean: artifacts of the attempt before it are gone, its log stays', async () => {
  const { jobId, runId } = await enqueue([
    { do: 'print', text: 'again\n' },
    { do: 'only-attempt', attempt: 1 },
    { do: 'artifact', path: 'half.bin' },
    { do: 'kill' },
    { do: 'only-attempt', attempt: 2 },
    { do: 'artifact', path: 'whole.bin' },
  ]);
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  const failed = await jobOf(jobId);
  expect(failed).toMatchObject({ state: 'queued', error: { code: 'PROCESS_DIED' } });
  expect(failed.run.statusReason).toContain('was ended by SIGKILL');
  expect(failed.run.artifacts).toHaveLength(1);
  await pool().query('UPDATE traza.job SET available_at = now() WHERE id = $1', [jobId]);
  await worker.tick();
  await worker.idle();
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ state: 'succeeded', attempt: 2 });
  expect(job.run.artifacts).toMatchObject([{ path: 'whole.bin', attempt: 2 }]);
  const chunks = await t.db.logChunk.findMany({ where: { runId, stream: 'stdout' }, orderBy: { id: 'asc' } });
  const textOf = (attempt: number) =>
    chunks.filter((chunk) => chunk.attempt === attempt).reduce((text, chunk) => text + chunk.text, '');
  expect([textOf(1), textOf(2)]).toEqual(['again\n', 'again\ndone\n']);
});

test('a child that exits without a word has failed, whatever its code', async () => {
  const { jobId } = await enqueue([{ do: 'exit', code: 0 }]);
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  expect((await jobOf(jobId)).error).toMatchObject({
    code: 'PROCESS_DIED',
    message: expect.stringContaining('exit code 0'),
  });
});

test('a child that cannot be started fails the attempt with the reason, at once', async () => {
  const { jobId } = await enqueue([]);
  const executor = new ProcessExecutor({ workRoot, env: {} });
  executor.submit = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  const worker = await newWorker({ executor });
  await worker.tick();
  await worker.idle();
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', failures: 1, error: { code: 'DISK_FULL' } });
});

test('cancel stops a running child; one that does not listen is killed', async () => {
  const polite = await enqueue([
    { do: 'print', text: 'ready\n' },
    { do: 'sleep', ms: 60_000 },
  ]);
  const deaf = await enqueue([
    { do: 'print', text: 'ready\n' },
    { do: 'sleep', ms: 60_000, deaf: true },
  ]);
  const worker = await newWorker();
  await worker.tick();
  for (const { runId } of [polite, deaf])
    await until('the child speaks', async () => (await logOf(runId, 'stdout')).includes('ready'));
  for (const { jobId } of [polite, deaf]) await cancelJob({ ctx, input: { jobId } });
  await worker.beat();
  await worker.idle();
  for (const { jobId } of [polite, deaf]) {
    expect(await jobOf(jobId)).toMatchObject({
      state: 'canceled',
      run: { status: 'canceled', statusReason: 'canceled by test' },
      attempts: [{ outcome: 'canceled' }],
    });
  }
});

test('an attempt that takes longer than its limit is ended and fails', async () => {
  const { jobId } = await enqueue([{ do: 'sleep', ms: 60_000 }], { timeoutMs: 700 });
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  expect(await jobOf(jobId)).toMatchObject({ state: 'failed', error: { code: 'TIMED_OUT' } });
});

test('a worker that stops in good order hands its job back, and another takes it with no failure counted', async () => {
  const { jobId, runId } = await enqueue([
    { do: 'print', text: 'ready\n' },
    { do: 'only-attempt', attempt: 1 },
    { do: 'sleep', ms: 60_000 },
  ]);
  const first = await newWorker();
  await first.tick();
  await until('the child speaks', async () => (await logOf(runId, 'stdout')).includes('ready'));
  await first.stop();
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', failures: 0, attempts: [{ outcome: 'released' }] });
  const second = await newWorker();
  await second.tick();
  await second.idle();
  expect(await jobOf(jobId)).toMatchObject({ state: 'succeeded', attempt: 2, failures: 0 });
});

test('a child whose lease was taken is killed, and what it still writes is refused', async () => {
  const { jobId, runId } = await enqueue([
    { do: 'print', text: 'ready\n' },
    { do: 'only-attempt', attempt: 1 },
    { do: 'sleep', ms: 300, deaf: true },
    { do: 'tag', key: 'late' },
    { do: 'sleep', ms: 60_000, deaf: true },
  ]);
  const slow = await newWorker();
  await slow.tick();
  await until('the child speaks', async () => (await logOf(runId, 'stdout')).includes('ready'));
  await pool().query("UPDATE traza.job_attempt SET lease_until = now() - interval '1 s' WHERE job_id = $1", [jobId]);
  const quick = await newWorker();
  await quick.tick();
  await quick.idle();
  await slow.idle();
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ state: 'succeeded', attempt: 2, failures: 1, run: { tags: [] } });
  expect(job.attempts).toMatchObject([{ outcome: 'lost' }, { outcome: 'succeeded' }]);
  expect(await logOf(runId, 'platform')).toContain(' was lost at ');
  expect(await logOf(runId, 'stderr')).not.toContain('LEASE_LOST');
});

test('a worker cut off from the database for a whole lease stops its children', async () => {
  const { runId } = await enqueue([
    { do: 'print', text: 'ready\n' },
    { do: 'sleep', ms: 60_000, deaf: true },
  ]);
  const worker = await newWorker({ leaseMs: 400 });
  await worker.tick();
  await until('the child speaks', async () => (await logOf(runId, 'stdout')).includes('ready'));
  await pool().query('ALTER TABLE traza.worker RENAME TO worker_away');
  try {
    await until('the worker gives up', async () => {
      await worker.beat().catch(() => {});
      return worker.running === 0;
    });
  } finally {
    await pool().query('ALTER TABLE traza.worker_away RENAME TO worker');
  }
});

test('keeps half characters, carriage returns, very long lines and bytes that are no text', async () => {
  const euro = Buffer.from('10 €\r20 €\r\n');
  const { runId } = await enqueue([
    { do: 'bytes', base64: [euro.subarray(0, 4).toString('base64'), euro.subarray(4).toString('base64')] },
    { do: 'print', text: 'x'.repeat(1_000_000) },
    { do: 'bytes', base64: [Buffer.from([0x0a, 0x00, 0xff, 0x0a]).toString('base64')] },
  ]);
  const worker = await newWorker();
  await worker.tick();
  await worker.idle();
  const text = await logOf(runId, 'stdout');
  expect(text.startsWith('10 €\r20 €\r\nxxx')).toBe(true);
  expect(text).toHaveLength('10 €\r20 €\r\n'.length + 1_000_000 + '\n\u2400\ufffd\ndone\n'.length);
  expect(text.endsWith('x\n\u2400\ufffd\ndone\n')).toBe(true);
});

test('a flood of output arrives whole while the memory of the worker stays bounded', async () => {
  const line = `${'y'.repeat(1023)}\n`;
  const { runId, jobId } = await enqueue([{ do: 'print', text: line, times: 50_000 }]);
  const before = process.memoryUsage().rss;
  const worker = await newWorker();
  await worker.tick();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  await worker.idle();
  clearInterval(watch);
  expect((await jobOf(jobId)).state).toBe('succeeded');
  const [sum] = await t.db.$queryRaw<{ length: number }[]>`
    SELECT sum(length(text))::int AS length FROM traza.log_chunk WHERE run_id = ${runId} AND stream = 'stdout'`;
  expect(sum?.length).toBe(50_000 * 1024 + 'done\n'.length);
  expect(most - before).toBeLessThan(150 * 2 ** 20);
}, 60_000);

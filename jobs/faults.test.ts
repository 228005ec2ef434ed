import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { pool } from '#lib/db/client.ts';
import { cancelJob } from '#lib/queue/cancel-job.ts';
import { enqueueJob } from '#lib/queue/enqueue-job.ts';
import { submitBatchPredict } from '#lib/runs/submit-batch-predict.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { flightsFixture } from './testing/flights-fixture.ts';
import { registerTestKind, type TestPayload } from './testing/test-kinds.ts';
import { until } from './testing/until.ts';

// Whole worker processes, killed and stopped as they are in life. Leases are 2 seconds.

vi.setConfig({ testTimeout: 120_000 });

const t = await testDatabase();
const processes = new Set<ChildProcess>();
let ctx: Ctx;

beforeAll(() => registerTestKind());
beforeEach(async () => {
  ctx = await t.newCtx();
});
afterEach(async () => {
  for (const child of processes) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  processes.clear();
  await pool().query('TRUNCATE traza.job, traza.run, traza.worker CASCADE');
});

interface WorkerProcess {
  child: ChildProcess;
  name: string;
  id: string;
}

async function startProcess(more: Record<string, string> = {}): Promise<WorkerProcess> {
  const preload = path.join(projectRoot, 'lib/server/require-node.mjs');
  const script = path.join(import.meta.dirname, 'testing/worker-for-tests.ts');
  const child = spawn(process.execPath, ['--import', preload, script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      DATABASE_URL: t.url,
      TRAZA_DATA: t.dataDir,
      TRAZA_LEASE_SECONDS: '2',
      TRAZA_BEAT_SECONDS: '0.4',
      TRAZA_WORKER_SLOTS: '1',
      LOG_LEVEL: 'warn',
      ...more,
    },
  });
  processes.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  const row = await until('the worker registers', () => {
    if (child.exitCode !== null) throw new Error(`The worker ended: ${output}`);
    return t.db.worker.findFirst({ where: { pid: child.pid ?? 0 } });
  });
  return { child, id: row.id, name: row.name };
}

type Steps = Parameters<typeof TestPayload.parse>[0];
const enqueue = (steps: Steps[], more: Partial<Parameters<typeof enqueueJob>[0]['input']> = {}) =>
  enqueueJob({ ctx, input: { kind: 'test', payload: { steps }, ...more } });
const jobOf = (id: string) =>
  t.db.job.findUniqueOrThrow({
    where: { id },
    include: {
      attempts: { orderBy: { number: 'asc' } },
      partitions: { orderBy: { index: 'asc' } },
      run: { include: { tags: true } },
    },
  });
const logOf = async (runId: string) =>
  (await t.db.logChunk.findMany({ where: { runId }, orderBy: { id: 'asc' } })).map((chunk) => chunk.text).join('');
const inState = (jobId: string, state: string) =>
  until(`the job is ${state}`, async () => (await jobOf(jobId)).state === state, 100_000);
const pidIn = async (runId: string) => {
  const text = await until('the child says its pid', async () => /pid (\d+)\n/.exec(await logOf(runId)));
  return Number(text[1]);
};
const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

test('a worker killed in the middle of a job: its child ends too, another worker takes over after the lease and says so', async () => {
  const { jobId, runId } = await enqueue([
    { do: 'pid' },
    { do: 'only-attempt', attempt: 1 },
    { do: 'sleep', ms: 60_000, deaf: true },
    { do: 'tag', key: 'orphan' },
  ]);
  const first = await startProcess();
  const pid = await pidIn(runId);
  const second = await startProcess();
  first.child.kill('SIGKILL');
  const killed = performance.now();
  await until('the orphan ends', async () => !isAlive(pid));
  await inState(jobId, 'succeeded');
  const job = await jobOf(jobId);
  expect(job.attempts).toMatchObject([
    { workerId: first.id, outcome: 'lost', error: { code: 'WORKER_LOST' } },
    { workerId: second.id, outcome: 'succeeded' },
  ]);
  expect(job.run.tags).toEqual([]);
  expect(job.run.statusReason).toMatch(
    new RegExp(`^${first.name} was lost at .* UTC \\(no heartbeat for \\d+ s\\); attempt 2 started on ${second.name}$`),
  );
  const [took] = await t.db.$queryRaw<{ ms: number }[]>`
    SELECT extract(epoch FROM started_at - lag)::float8 * 1000 AS ms FROM (
      SELECT started_at, lag(ended_at) OVER (ORDER BY number) AS lag, number FROM traza.job_attempt WHERE job_id = ${jobId}
    ) AS attempts WHERE number = 2`;
  expect(took?.ms).toBeLessThan(1_000);
  expect(performance.now() - killed).toBeLessThan(20_000);
});

test('a worker killed in the middle of a batch job: only its partitions in flight are scored again, and they name it', async () => {
  await flightsFixture(ctx, { rows: 6_000 });
  const { jobId, runId } = await submitBatchPredict({
    ctx,
    input: {
      model: { name: 'late' },
      dataset: { name: 'flights' },
      output: 'late-predictions',
      rowsPerPartition: 100,
      backend: 'tfjs-wasm',
    },
  });
  const first = await startProcess();
  await until(
    'partitions are done',
    async () => (await t.db.partition.count({ where: { jobId, state: 'done' } })) >= 5,
  );
  first.child.kill('SIGKILL');
  const before = await until('nothing more is done', async () => {
    const count = await t.db.partition.count({ where: { jobId, state: 'done' } });
    await wait(300);
    return count === (await t.db.partition.count({ where: { jobId, state: 'done' } })) ? count : undefined;
  });
  expect(before).toBeLessThan(60);
  const second = await startProcess();
  await inState(jobId, 'succeeded');
  const job = await jobOf(jobId);
  const repeated = job.partitions.filter((part) => part.attempt > 1);
  expect(repeated.length).toBeLessThanOrEqual(2);
  for (const part of repeated) expect(part.lost).toMatchObject([{ workerId: first.id, workerName: first.name }]);
  expect(job.partitions.filter((part) => part.workerId === first.id)).toHaveLength(before);
  expect(job.partitions.filter((part) => part.workerId === second.id)).toHaveLength(60 - before);
  const version = await t.db.datasetVersion.findFirstOrThrow({ where: { runId } });
  expect(version.rowCount).toBe(6_000n);
});

test('a worker stops in good order on SIGTERM: the job goes back to the queue and no process stays', async () => {
  const { jobId, runId } = await enqueue([{ do: 'pid' }, { do: 'sleep', ms: 60_000 }]);
  const worker = await startProcess();
  const pid = await pidIn(runId);
  worker.child.kill('SIGTERM');
  const [code] = await once(worker.child, 'exit');
  expect(code).toBe(0);
  expect(isAlive(pid)).toBe(false);
  expect(await jobOf(jobId)).toMatchObject({ state: 'queued', failures: 0, attempts: [{ outcome: 'released' }] });
  expect((await t.db.worker.findUniqueOrThrow({ where: { id: worker.id } })).stoppedAt).not.toBeNull();
  expect(existsSync(path.join(t.dataDir, 'work', worker.id))).toBe(false);
});

test('a worker ends when the process that started it is gone', async () => {
  const { jobId, runId } = await enqueue([{ do: 'pid' }, { do: 'sleep', ms: 60_000 }]);
  const worker = await startProcess();
  const pid = await pidIn(runId);
  worker.child.disconnect();
  await once(worker.child, 'exit');
  expect(isAlive(pid)).toBe(false);
  expect((await jobOf(jobId)).state).toBe('queued');
});

test('a cancel reaches a running child at once, not at the next beat', async () => {
  const { jobId, runId } = await enqueue([{ do: 'pid' }, { do: 'sleep', ms: 60_000 }]);
  await startProcess({ TRAZA_LEASE_SECONDS: '60', TRAZA_BEAT_SECONDS: '30' });
  await pidIn(runId);
  const asked = performance.now();
  await cancelJob({ ctx, input: { jobId } });
  await inState(jobId, 'canceled');
  expect(performance.now() - asked).toBeLessThan(10_000);
});

test('a queued job starts when the message comes, not at the next poll', async () => {
  await startProcess();
  const waits: number[] = [];
  for (let i = 0; i < 3; i++) {
    const { jobId } = await enqueue([]);
    await inState(jobId, 'succeeded');
    const row = await jobOf(jobId);
    waits.push(Number(row.startedAt) - Number(row.createdAt));
  }
  // Polls come every two seconds.
  expect(Math.min(...waits)).toBeLessThan(500);
});

test('what a child leaves running ends with it', async () => {
  const { jobId, runId } = await enqueue([{ do: 'spawn' }]);
  await startProcess();
  await inState(jobId, 'succeeded');
  const grandchild = Number(/grandchild (\d+)\n/.exec(await logOf(runId))?.[1]);
  expect(grandchild).toBeGreaterThan(0);
  await until('the grandchild ends', async () => !isAlive(grandchild));
});

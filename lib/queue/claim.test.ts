import { Pool } from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { pool } from '../db/client.ts';
import { testDatabase } from '../testing/test-database.ts';
import { cancelJob } from './cancel-job.ts';
import { endOfAttempt } from './end-of-attempt.ts';
import { enqueueJob } from './enqueue-job.ts';
import { getJob } from './get-job.ts';
import { defineJobKind } from './job-kind.ts';
import { jobKinds } from './job-kinds.ts';
import { registerWorker } from './register-worker.ts';
import { beat } from './sql/beat.ts';
import { claimJob } from './sql/claim-job.ts';
import { claimPartition } from './sql/claim-partition.ts';
import { endAttempt } from './sql/end-attempt.ts';
import { finishPartition } from './sql/finish-partition.ts';
import { reapJobs } from './sql/reap-jobs.ts';

jobKinds.set('noop', defineJobKind({ kind: 'noop', payload: z.object({}), slots: 1, maxAttempts: 2 }));

const t = await testDatabase();
const leaseMs = 60_000;
let ctx: Ctx;

beforeEach(async () => {
  await pool().query('TRUNCATE traza.job, traza.run CASCADE');
  ctx = await t.newCtx();
});

type Extra = Partial<Parameters<typeof enqueueJob>[0]['input']>;
const enqueue = (extra: Extra = {}) => enqueueJob({ ctx, input: { kind: 'noop', payload: {}, ...extra } });
const newWorker = () => registerWorker(pool(), { host: 'test', pid: 1, slots: 4, capabilities: {} });
const claimAs = (
  worker: { id: string; name: string },
  more: { freeSlots?: number; leaseMs?: number; backends?: string[] } = {},
) =>
  claimJob(pool(), {
    workerId: worker.id,
    workerName: worker.name,
    freeSlots: 4,
    kinds: ['noop'],
    backends: [],
    leaseMs,
    ...more,
  });
const jobOf = (id: string) =>
  t.db.job.findUniqueOrThrow({ where: { id }, include: { attempts: { orderBy: { number: 'asc' } }, run: true } });
const expireLeases = () =>
  pool().query("UPDATE traza.job_attempt SET lease_until = now() - interval '1 s' WHERE outcome = 'running'");
const fenceOf = (worker: { id: string }, job: { id: string; attempt: number }) => ({
  jobId: job.id,
  workerId: worker.id,
  attempt: job.attempt,
});

test('a claim takes the lease, raises the attempt and sets the run running, in one statement', async () => {
  const { jobId, runId } = await enqueue({ params: { depth: '3' } });
  const worker = await newWorker();
  const claimed = await claimAs(worker);
  expect(claimed).toMatchObject({ id: jobId, runId, attempt: 1, failures: 0, project: ctx.project });
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ state: 'running', attempt: 1, workerId: worker.id, run: { status: 'running' } });
  expect(job.attempts).toMatchObject([{ number: 1, workerId: worker.id, outcome: 'running' }]);
  expect(Number(job.attempts[0]?.leaseUntil) - Number(job.attempts[0]?.startedAt)).toBe(leaseMs);
  expect(await claimAs(worker)).toBeUndefined();
});

test('greater priority goes first, then age', async () => {
  const low = await enqueue({ priority: -1 });
  const first = await enqueue();
  const second = await enqueue();
  const high = await enqueue({ priority: 5 });
  const worker = await newWorker();
  const order = [];
  for (let i = 0; i < 4; i++) order.push((await claimAs(worker))?.id);
  expect(order).toEqual([high.jobId, first.jobId, second.jobId, low.jobId]);
});

test('a job that takes more slots than are free waits; a coordinator without slots does not', async () => {
  await enqueue();
  jobKinds.set('noop', defineJobKind({ kind: 'noop', payload: z.object({}), slots: 0, maxAttempts: 2 }));
  const coordinator = await enqueue();
  jobKinds.set('noop', defineJobKind({ kind: 'noop', payload: z.object({}), slots: 1, maxAttempts: 2 }));
  const worker = await newWorker();
  expect((await claimAs(worker, { freeSlots: 0 }))?.id).toBe(coordinator.jobId);
  expect(await claimAs(worker, { freeSlots: 0 })).toBeUndefined();
});

test('a job pinned to a backend waits for a worker that has it', async () => {
  const kind = { kind: 'noop', payload: z.object({}), slots: 1, maxAttempts: 2 };
  jobKinds.set('noop', defineJobKind({ ...kind, backend: () => 'tfjs-node' }));
  const { jobId } = await enqueue();
  jobKinds.set('noop', defineJobKind(kind));
  const worker = await newWorker();
  expect(await claimAs(worker)).toBeUndefined();
  expect((await getJob({ ctx, input: { jobId } })).wait).toMatchObject({
    code: 'no-backend',
    message: expect.stringContaining('tfjs-node'),
  });
  expect((await claimAs(worker, { backends: ['tfjs-wasm', 'tfjs-node'] }))?.id).toBe(jobId);
});

test('eight claimers at once never get the same job twice and miss none', async () => {
  const ids = new Set<string>();
  for (let i = 0; i < 200; i++) ids.add((await enqueue()).jobId);
  const pools = Array.from({ length: 8 }, () => new Pool({ connectionString: t.url, max: 1 }));
  const workers = await Promise.all(pools.map(() => newWorker()));
  const claimed = await Promise.all(
    pools.map(async (own, i) => {
      const worker = workers[i];
      if (!worker) throw new Error('no worker');
      const mine: string[] = [];
      let misses = 0;
      while (misses < 3) {
        const job = await claimJob(own, {
          workerId: worker.id,
          workerName: worker.name,
          freeSlots: 1,
          kinds: ['noop'],
          backends: [],
          leaseMs,
        });
        if (job) mine.push(job.id);
        else misses += 1;
      }
      return mine;
    }),
  );
  await Promise.all(pools.map((own) => own.end()));
  const all = claimed.flat();
  expect(all).toHaveLength(200);
  expect(new Set(all)).toEqual(ids);
  expect(await t.db.jobAttempt.count()).toBe(200);
});

test('a concurrency key admits exactly its limit, whoever claims at the same moment', async () => {
  for (let i = 0; i < 12; i++) await enqueue({ concurrency: { key: 'gpu', limit: 2 } });
  const free = await enqueue({ priority: -1 });
  const worker = await newWorker();
  for (let round = 0; round < 4; round++) {
    const jobs = (await Promise.all(Array.from({ length: 8 }, () => claimAs(worker)))).filter(
      (job) => job !== undefined,
    );
    const keyed = jobs.filter((job) => job.id !== free.jobId);
    expect(keyed).toHaveLength(2);
    for (const job of keyed) await endAttempt(pool(), fenceOf(worker, job), endOfAttempt(job, { type: 'succeeded' }));
  }
  expect((await jobOf(free.jobId)).state).toBe('running');
});

test('a worker that dies before its first heartbeat is found: the claim itself took the lease', async () => {
  const { jobId } = await enqueue();
  const dead = await newWorker();
  await claimAs(dead);
  await expireLeases();
  const reaped = await reapJobs(pool(), leaseMs);
  expect(reaped).toMatchObject([{ id: jobId, state: 'queued' }]);
  const other = await newWorker();
  const again = await claimAs(other);
  expect(again).toMatchObject({ id: jobId, attempt: 2, failures: 1 });
  const job = await jobOf(jobId);
  expect(job.attempts).toMatchObject([
    { number: 1, outcome: 'lost' },
    { number: 2, outcome: 'running' },
  ]);
  expect(job.run.statusReason).toMatch(
    new RegExp(`^${dead.name} was lost at \\d\\d:\\d\\d:\\d\\d UTC \\(.*\\); attempt 2 started on ${other.name}$`),
  );
});

test('reaping again, or by several workers at once, changes nothing more', async () => {
  const { jobId } = await enqueue();
  await claimAs(await newWorker());
  await expireLeases();
  const reaped = (await Promise.all(Array.from({ length: 6 }, () => reapJobs(pool(), leaseMs)))).flat();
  expect(reaped).toHaveLength(1);
  expect(await reapJobs(pool(), leaseMs)).toEqual([]);
  expect(await jobOf(jobId)).toMatchObject({ failures: 1, state: 'queued' });
});

test('reaping many jobs while their late workers beat and report ends in one state each, without a deadlock', async () => {
  const worker = await newWorker();
  const held = [];
  for (let i = 0; i < 40; i++) await enqueue();
  for (let i = 0; i < 40; i++) {
    const job = await claimAs(worker);
    if (job) held.push(job);
  }
  await expireLeases();
  const beats = held.map(({ id, attempt }) => ({ id, attempt, role: 'leader' as const }));
  const work: Promise<unknown>[] = [];
  for (let i = 0; i < 4; i++) {
    work.push(reapJobs(pool(), leaseMs), beat(pool(), { workerId: worker.id, held: beats.toReversed(), leaseMs }));
    for (const job of held.slice(i * 10, i * 10 + 10)) {
      work.push(endAttempt(pool(), fenceOf(worker, job), endOfAttempt(job, { type: 'succeeded' })));
    }
  }
  await Promise.all(work);
  await expireLeases();
  await reapJobs(pool(), leaseMs);
  const jobs = await t.db.job.findMany({ include: { attempts: true, run: true } });
  expect(jobs).toHaveLength(40);
  for (const job of jobs) {
    const fits = { succeeded: ['succeeded', 'finished', 0], queued: ['lost', 'queued', 1] }[job.state];
    expect([job.attempts[0]?.outcome, job.run.status, job.failures]).toEqual(fits);
  }
});

test('a job whose workers keep dying fails with the reason', async () => {
  const { jobId } = await enqueue();
  const worker = await newWorker();
  for (let i = 0; i < 2; i++) {
    await claimAs(worker);
    await expireLeases();
    await reapJobs(pool(), leaseMs);
  }
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ state: 'failed', failures: 2, run: { status: 'failed' } });
  expect(job.error).toMatchObject({ code: 'WORKER_LOST' });
  expect(job.run.statusReason).toContain('no attempt is left after 2');
  expect(job.run.endedAt).not.toBeNull();
});

test('a finished job is not taken for lost, however late its lease is looked at', async () => {
  const { jobId } = await enqueue();
  const worker = await newWorker();
  const job = await claimAs(worker);
  if (!job) throw new Error('nothing claimed');
  await endAttempt(pool(), fenceOf(worker, job), endOfAttempt(job, { type: 'succeeded' }));
  await pool().query("UPDATE traza.job_attempt SET lease_until = now() - interval '1 h'");
  expect(await reapJobs(pool(), leaseMs)).toEqual([]);
  expect(await jobOf(jobId)).toMatchObject({ state: 'succeeded', run: { status: 'finished' } });
});

test('a late result of a worker that lost its job is refused, and an ended job never changes again', async () => {
  const { jobId } = await enqueue();
  const slow = await newWorker();
  const stale = await claimAs(slow);
  if (!stale) throw new Error('nothing claimed');
  await expireLeases();
  await reapJobs(pool(), leaseMs);
  expect(await endAttempt(pool(), fenceOf(slow, stale), endOfAttempt(stale, { type: 'succeeded' }))).toBeUndefined();
  const quick = await newWorker();
  const fresh = await claimAs(quick);
  if (!fresh) throw new Error('nothing claimed');
  expect(await endAttempt(pool(), fenceOf(slow, stale), endOfAttempt(stale, { type: 'succeeded' }))).toBeUndefined();
  const fatal = { type: 'failed', error: { code: 'NAN_LOSS', message: 'The loss became NaN at step 7.' } } as const;
  expect(await endAttempt(pool(), fenceOf(quick, fresh), endOfAttempt(fresh, fatal))).toBe('failed');
  expect(await endAttempt(pool(), fenceOf(quick, fresh), endOfAttempt(fresh, { type: 'succeeded' }))).toBeUndefined();
  await expect(cancelJob({ ctx, input: { jobId } })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await jobOf(jobId)).toMatchObject({
    state: 'failed',
    run: { status: 'failed', statusReason: 'The loss became NaN at step 7.' },
  });
});

test('a beat renews what this worker holds and tells it what it lost or must stop', async () => {
  const worker = await newWorker();
  const [kept, canceled, lost, forgotten] = [await enqueue(), await enqueue(), await enqueue(), await enqueue()];
  const held = [];
  for (let i = 0; i < 4; i++) {
    const job = await claimAs(worker, { leaseMs: 5_000 });
    if (job) held.push({ id: job.id, attempt: job.attempt, role: 'leader' as const });
  }
  await cancelJob({ ctx, input: { jobId: canceled.jobId } });
  await pool().query("UPDATE traza.job_attempt SET lease_until = now() - interval '1 s' WHERE job_id = $1", [
    lost.jobId,
  ]);
  await reapJobs(pool(), leaseMs);
  const before = await jobOf(forgotten.jobId);
  const answers = await beat(pool(), {
    workerId: worker.id,
    held: held.filter((job) => job.id !== forgotten.jobId),
    leaseMs,
  });
  const verdicts = new Map(answers.map((answer) => [answer.id, answer.verdict]));
  expect(verdicts).toEqual(
    new Map([
      [kept.jobId, 'held'],
      [canceled.jobId, 'cancel'],
      [lost.jobId, 'lost'],
    ]),
  );
  expect(Number((await jobOf(kept.jobId)).attempts[0]?.leaseUntil) - Date.now()).toBeGreaterThan(50_000);
  // A claim whose answer never arrived is not kept alive by its worker's beats.
  expect((await jobOf(forgotten.jobId)).attempts[0]?.leaseUntil).toEqual(before.attempts[0]?.leaseUntil);
});

test('a beat does not wait for a fenced transaction that holds the job', async () => {
  const worker = await newWorker();
  await enqueue();
  const job = await claimAs(worker);
  if (!job) throw new Error('nothing claimed');
  const client = await pool().connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM traza.job WHERE id = $1 FOR SHARE', [job.id]);
  const answers = await beat(pool(), {
    workerId: worker.id,
    held: [{ id: job.id, attempt: 1, role: 'leader' }],
    leaseMs,
  });
  expect(answers).toMatchObject([{ verdict: 'held' }]);
  await expireLeases();
  expect(await reapJobs(pool(), leaseMs)).toEqual([]);
  await client.query('ROLLBACK');
  client.release();
});

test('a failure that may pass is tried again after a growing wait, by the clock of the database', async () => {
  const { jobId } = await enqueue({ maxAttempts: 3 });
  const worker = await newWorker();
  const job = await claimAs(worker);
  if (!job) throw new Error('nothing claimed');
  const failed = { type: 'failed', error: { code: 'UNAVAILABLE', message: 'The store is away.' } } as const;
  expect(await endAttempt(pool(), fenceOf(worker, job), endOfAttempt(job, failed))).toBe('queued');
  expect(await claimAs(worker)).toBeUndefined();
  const waiting = await jobOf(jobId);
  expect(waiting.run).toMatchObject({
    status: 'queued',
    statusReason: 'attempt 1 failed (The store is away); next attempt in 2 s',
  });
  expect(waiting.attempts[0]).toMatchObject({ outcome: 'failed' });
  await pool().query('UPDATE traza.job SET available_at = now() WHERE id = $1', [jobId]);
  expect(await claimAs(worker)).toMatchObject({ id: jobId, attempt: 2, failures: 1 });
});

test('a job handed back by a stopping worker keeps its place and counts no failure', async () => {
  const { jobId } = await enqueue();
  await enqueue();
  const worker = await newWorker();
  const job = await claimAs(worker);
  if (!job) throw new Error('nothing claimed');
  expect(
    await endAttempt(pool(), fenceOf(worker, job), endOfAttempt(job, { type: 'released', workerName: worker.name })),
  ).toBe('queued');
  expect(await claimAs(worker)).toMatchObject({ id: jobId, attempt: 2, failures: 0 });
});

test('a queued job is canceled at once, and a cancel wins over the retry of a failure', async () => {
  const queued = await enqueue();
  expect(await cancelJob({ ctx, input: { jobId: queued.jobId } })).toEqual({ state: 'canceled' });
  expect(await cancelJob({ ctx, input: { jobId: queued.jobId } })).toEqual({ state: 'canceled' });
  const worker = await newWorker();
  expect(await claimAs(worker)).toBeUndefined();

  const { jobId } = await enqueue();
  const job = await claimAs(worker);
  if (!job) throw new Error('nothing claimed');
  expect(await cancelJob({ ctx, input: { jobId } })).toEqual({ state: 'running' });
  const failed = { type: 'failed', error: { code: 'INTERNAL', message: 'stopped' } } as const;
  expect(await endAttempt(pool(), fenceOf(worker, job), endOfAttempt(job, failed))).toBe('canceled');
  expect((await jobOf(jobId)).run).toMatchObject({ status: 'canceled', statusReason: 'canceled by test' });
});

test('a job of another project cannot be canceled', async () => {
  const { jobId } = await enqueue();
  const other = await t.newCtx();
  await expect(cancelJob({ ctx: other, input: { jobId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await jobOf(jobId)).state).toBe('queued');
});

test('a payload that does not fit its kind is refused with the field, and no run is left behind', async () => {
  jobKinds.set(
    'strict',
    defineJobKind({ kind: 'strict', payload: z.strictObject({ rows: z.int() }), slots: 1, maxAttempts: 1 }),
  );
  const input = { kind: 'strict', payload: { rows: 'many' } };
  await expect(enqueueJob({ ctx, input })).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'rows' }] });
  await expect(enqueueJob({ ctx, input: { kind: 'nope', payload: {} } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await t.db.run.count()).toBe(0);
});

test('a partition is claimed once, taken from a lost worker with a trace, and refused to the late one', async () => {
  const { jobId } = await enqueue();
  const [leader, helper] = [await newWorker(), await newWorker()];
  await claimAs(leader);
  await pool().query(
    'INSERT INTO traza.partition (job_id, index, row_start, row_end) VALUES ($1, 0, 0, 10), ($1, 1, 10, 20)',
    [jobId],
  );
  const take = (worker: { id: string }, held: number[] = []) =>
    claimPartition(pool(), { jobId, workerId: worker.id, leaseMs, held });
  const finish = (worker: { id: string }, attempt: number) =>
    finishPartition(pool(), {
      jobId,
      workerId: worker.id,
      index: 0,
      attempt,
      rows: 10,
      quarantined: 0,
      outputDigest: `${attempt}`.repeat(64),
      outputSize: 1,
      quarantineDigest: null,
      stats: {},
    });
  expect(await take(helper)).toEqual({ index: 0, rowStart: 0, rowEnd: 10, attempt: 1 });
  expect(await take(leader)).toMatchObject({ index: 1, attempt: 1 });
  expect(await take(leader, [1])).toBeUndefined();
  await pool().query("UPDATE traza.partition SET lease_until = now() - interval '1 s' WHERE index = 0");
  expect(await take(leader, [1])).toMatchObject({ index: 0, attempt: 2 });
  expect(await finish(helper, 1)).toBe(false);
  expect(await finish(leader, 2)).toBe(true);
  expect(await finish(leader, 2)).toBe(true);
  const part = await t.db.partition.findUniqueOrThrow({ where: { jobId_index: { jobId, index: 0 } } });
  expect(part).toMatchObject({
    state: 'done',
    outputDigest: '2'.repeat(64),
    lost: [{ workerId: helper.id, workerName: helper.name, attempt: 1 }],
  });
  // Its answer was lost on the way: the same worker gets it again, although its beats keep the lease.
  expect(await take(leader, [])).toMatchObject({ index: 1, attempt: 2 });
  await cancelJob({ ctx, input: { jobId } });
  expect(await take(helper)).toBeUndefined();
});

afterAll(() => jobKinds.delete('noop'));

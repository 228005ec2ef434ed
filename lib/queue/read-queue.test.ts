import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
import { listJobs } from './list-jobs.ts';
import { listWorkers } from './list-workers.ts';
import { registerWorker, signOffWorker } from './register-worker.ts';
import { retryJob } from './retry-job.ts';
import { claimJob } from './sql/claim-job.ts';
import { endAttempt } from './sql/end-attempt.ts';

const t = await testDatabase();
let ctx: Ctx;

beforeAll(() =>
  jobKinds.set('noop', defineJobKind({ kind: 'noop', payload: z.object({ n: z.number() }), slots: 1, maxAttempts: 3 })),
);
afterAll(() => jobKinds.delete('noop'));
beforeEach(async () => {
  await pool().query('TRUNCATE traza.job, traza.run, traza.worker CASCADE');
  ctx = await t.newCtx();
});

type Extra = Partial<Parameters<typeof enqueueJob>[0]['input']>;
const enqueue = (extra: Extra = {}) => enqueueJob({ ctx, input: { kind: 'noop', payload: { n: 1 }, ...extra } });
const newWorker = (slots = 1) =>
  registerWorker(pool(), { host: 'test', pid: 1, slots, capabilities: { backends: [] } });
async function claimAs(worker: { id: string; name: string }) {
  const job = await claimJob(pool(), {
    workerId: worker.id,
    workerName: worker.name,
    freeSlots: 4,
    kinds: ['noop'],
    backends: [],
    leaseMs: 60_000,
  });
  if (!job) throw new Error('nothing claimed');
  return { job, fence: { jobId: job.id, workerId: worker.id, attempt: job.attempt } };
}
const waitOf = async (jobId: string) => (await getJob({ ctx, input: { jobId } })).wait;

test('a queued job says why it waits', async () => {
  const first = await enqueue({ name: 'train flights' });
  const second = await enqueue({ name: 'predict June' });
  const third = await enqueue({ name: 'predict all' });
  expect(await waitOf(second.jobId)).toMatchObject({ code: 'no-worker', place: 2 });
  const worker = await newWorker();
  expect(await waitOf(first.jobId)).toMatchObject({ code: 'next', place: 1 });
  const { fence, job } = await claimAs(worker);
  expect(await waitOf(third.jobId)).toEqual({
    code: 'no-slots',
    place: 2,
    message: 'All slots are busy with train flights; 1 job goes before it.',
  });
  const away = { type: 'failed', error: { code: 'UNAVAILABLE', message: 'away' } } as const;
  await endAttempt(pool(), fence, endOfAttempt(job, away));
  expect(await waitOf(first.jobId)).toMatchObject({
    code: 'backoff',
    place: null,
    message: expect.stringMatching(/starts in [12] s\.$/),
  });
  expect((await getJob({ ctx, input: { jobId: job.id } })).wait?.code).toBe('backoff');
});

test('a job held back by its key names the key as the user wrote it', async () => {
  await newWorker(4);
  const worker = await newWorker(4);
  await enqueue({ concurrency: { key: 'one gpu', limit: 1 } });
  const { jobId } = await enqueue({ concurrency: { key: 'one gpu', limit: 1 } });
  await claimAs(worker);
  expect(await waitOf(jobId)).toMatchObject({
    code: 'concurrency',
    message: '1 of at most 1 jobs with the key "one gpu" are running.',
  });
});

test('lists jobs newest first in pages, filtered, with what each waits for', async () => {
  for (let i = 0; i < 5; i++) await enqueue({ name: `job ${i}` });
  const worker = await newWorker();
  await claimAs(worker);
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listJobs({ ctx, input: { limit: 2, cursor } });
    names.push(...page.items.map((job) => job.runName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(['job 4', 'job 3', 'job 2', 'job 1', 'job 0']);
  const running = await listJobs({ ctx, input: { states: ['running'] } });
  expect(running.items).toMatchObject([{ runName: 'job 0', worker: { name: worker.name }, wait: null }]);
  const queued = await listJobs({ ctx, input: { states: ['queued'] } });
  expect(queued.items.map((job) => job.wait?.place)).toEqual([4, 3, 2, 1]);
  await expect(listJobs({ ctx, input: { cursor: 'made-up' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a job of another project is neither listed nor found, and its run is not named as what keeps the slots busy', async () => {
  await enqueue({ name: 'secret plan' });
  const worker = await newWorker();
  const { job } = await claimAs(worker);
  ctx = await t.newCtx();
  const { jobId } = await enqueue();
  expect((await listJobs({ ctx })).items.map((one) => one.id)).toEqual([jobId]);
  await expect(getJob({ ctx, input: { jobId: job.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await waitOf(jobId))?.message).toBe('All slots are busy with jobs of other projects.');
  expect((await listWorkers({ ctx })).items[0]?.jobs).toEqual([]);
});

test('a retry makes a new job with a run of its own, and leaves the ended one as it is', async () => {
  const { jobId, runId } = await enqueue({
    name: 'again',
    params: { depth: '3' },
    priority: 2,
    concurrency: { key: 'k', limit: 1 },
  });
  await expect(retryJob({ ctx, input: { jobId } })).rejects.toMatchObject({ code: 'CONFLICT' });
  await cancelJob({ ctx, input: { jobId } });
  const again = await retryJob({ ctx, input: { jobId } });
  expect(again.runId).not.toBe(runId);
  expect(await getJob({ ctx, input: again })).toMatchObject({
    state: 'queued',
    retryOfId: jobId,
    payload: { n: 1 },
    priority: 2,
    runName: 'again',
  });
  expect(await t.db.param.findMany({ where: { runId: again.runId } })).toMatchObject([{ key: 'depth', value: '3' }]);
  expect(await t.db.job.findUnique({ where: { id: again.jobId } })).toMatchObject({
    concurrencyKey: `${ctx.project.id} k`,
    concurrencyLimit: 1,
  });
  expect((await getJob({ ctx, input: { jobId } })).state).toBe('canceled');
  const actions = await t.db.auditEvent.findMany({ where: { projectId: ctx.project.id }, orderBy: { id: 'asc' } });
  expect(actions.map((event) => event.action)).toEqual(['job.cancel', 'job.retry']);
});

test('workers are alive, lost or stopped, by the clock of the database', async () => {
  const [alive, lost, stopped] = [await newWorker(), await newWorker(), await newWorker()];
  await pool().query("UPDATE traza.worker SET heartbeat_at = now() - interval '10 min' WHERE id = $1", [lost.id]);
  await signOffWorker(pool(), stopped.id);
  await enqueue();
  const { job } = await claimAs(alive);
  const { items } = await listWorkers({ ctx });
  expect(new Map(items.map((worker) => [worker.id, worker.state]))).toEqual(
    new Map([
      [alive.id, 'alive'],
      [lost.id, 'lost'],
      [stopped.id, 'stopped'],
    ]),
  );
  expect(items[0]).toMatchObject({ id: alive.id, jobs: [{ id: job.id }] });
});

import { expect, test } from 'vitest';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { pool } from '#lib/db/client.ts';
import type { Route } from '#lib/http/define-route.ts';
import { appendLogChunks } from '#lib/logs/append-log-chunks.ts';
import { registerWorker } from '#lib/queue/register-worker.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import * as predictions from '../predictions/route.ts';
import * as logs from '../runs/[run]/logs/route.ts';
import * as logText from '../runs/[run]/logs/text/route.ts';
import * as workers from '../workers/route.ts';
import * as cancel from './[job]/cancel/route.ts';
import * as partitions from './[job]/partitions/route.ts';
import * as retry from './[job]/retry/route.ts';
import * as job from './[job]/route.ts';
import * as jobs from './route.ts';

const t = await testDatabase();
const ctx = await t.newCtx('routes');
await t.newCtx('others');

interface Call {
  body?: unknown;
  params?: Record<string, string>;
  project?: string;
  headers?: Record<string, string>;
}

async function call(route: Route, path: string, { body, params = {}, project = 'routes', headers = {} }: Call = {}) {
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-traza-project': project, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}

const csv = 'a,b\n1,x\n2,y\n';
const blob = await ctx.blobs.put(Buffer.from(csv));
const columns = [
  { name: 'a', type: 'BIGINT' },
  { name: 'b', type: 'VARCHAR' },
];
await publishVersion({
  ctx,
  input: {
    dataset: 'small',
    kind: 'import',
    files: [{ path: 'small.csv', size: blob.size, sha256: blob.digest }],
    format: 'csv',
    readOptions: { delimiter: ',', header: true, columns },
    columns,
    rowCount: 2,
    source: { type: 'test' },
  },
});

const recipe = {
  dataset: { name: 'small' },
  target: { column: 'b' },
  features: [{ column: 'a', encoder: { kind: 'standardize' } }],
};
const train = (more: Record<string, unknown> = {}) => ({ kind: 'train', payload: { recipe: { ...recipe, ...more } } });

test('queues work, shows why it waits, lists it, cancels it', async () => {
  const queued = await call(jobs.POST, '/jobs', { body: train() });
  expect(queued).toMatchObject({ status: 202, body: { jobId: expect.any(String), runId: expect.any(String) } });
  const { jobId, runId } = queued.body;
  const params = { job: jobId };
  expect(await call(job.GET, `/jobs/${jobId}`, { params })).toMatchObject({
    status: 200,
    body: { state: 'queued', runId, wait: { code: 'no-worker', place: 1 }, attempts: [], partitions: null },
  });
  expect((await call(partitions.GET, `/jobs/${jobId}/partitions`, { params })).body.items).toEqual([]);
  const list = await call(jobs.GET, '/jobs?state=queued&state=running&kind=train');
  expect(list.body.items).toMatchObject([{ id: jobId, kind: 'train' }]);
  const canceled = await call(cancel.POST, `/jobs/${jobId}/cancel`, { params, body: {} });
  expect(canceled).toEqual({ status: 200, body: { state: 'canceled' } });
  expect((await call(job.GET, `/jobs/${jobId}`, { params })).body).toMatchObject({ state: 'canceled', wait: null });
});

test('the same creation sent twice with one key makes one job', async () => {
  const headers = { 'idempotency-key': 'the-same-training' };
  const first = await call(jobs.POST, '/jobs', { body: train({ seed: 5 }), headers });
  const second = await call(jobs.POST, '/jobs', { body: train({ seed: 5 }), headers });
  expect(second).toEqual(first);
  expect(await t.db.job.count({ where: { id: first.body.jobId } })).toBe(1);
});

test('what is wrong with a request is named by its field, and nothing is queued', async () => {
  const before = await t.db.job.count();
  expect(await call(jobs.POST, '/jobs', { body: { kind: 'dream', payload: {} } })).toMatchObject({ status: 400 });
  expect(await call(jobs.POST, '/jobs', { body: train({ epochs: 0 }) })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', fields: [{ path: 'payload.recipe.epochs' }] },
  });
  expect(await call(jobs.POST, '/jobs', { body: train({ target: { column: 'nope' } }) })).toMatchObject({
    status: 422,
  });
  expect(await t.db.job.count()).toBe(before);
});

test('another project sees neither the job nor its log', async () => {
  const { body } = await call(jobs.POST, '/jobs', { body: train({ seed: 9 }) });
  const project = 'others';
  const params = { job: body.jobId, run: body.runId };
  expect((await call(jobs.GET, '/jobs', { project })).body.items).toEqual([]);
  expect((await call(job.GET, `/jobs/${body.jobId}`, { project, params: { job: body.jobId } })).status).toBe(404);
  expect((await call(logs.GET, `/runs/${body.runId}/logs`, { project, params: { run: params.run } })).status).toBe(404);
});

test('a log is read from its end, followed, and kept as a file', async () => {
  const { body } = await call(jobs.POST, '/jobs', { body: train({ seed: 11 }) });
  const params = { run: body.runId };
  await appendLogChunks(pool(), { runId: body.runId, attempt: 1, pieces: [{ stream: 'stdout', text: 'one\n' }] });
  const page = await call(logs.GET, `/runs/${body.runId}/logs`, { params });
  expect(page.body).toMatchObject({ items: [{ text: 'one\n', stream: 'stdout', attempt: 1 }], more: false });
  const next = await call(logs.GET, `/runs/${body.runId}/logs?after=${page.body.last}`, { params });
  expect(next.body).toEqual({ items: [], last: page.body.last, more: false });
  const request = new Request(`http://127.0.0.1:3000/api/v1/runs/${body.runId}/logs/text`, {
    headers: { 'x-traza-project': 'routes' },
  });
  const file = await logText.GET(request, { params: Promise.resolve(params) });
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="run-[0-9a-f]{8}\.log"$/);
  expect(await file.text()).toBe('one\n');
});

test('workers and prediction sets are listed', async () => {
  await registerWorker(pool(), { host: 'here', pid: 1, slots: 2, capabilities: { backends: ['tfjs-wasm'] } });
  expect((await call(workers.GET, '/workers')).body.items).toMatchObject([
    { name: 'worker-1', state: 'alive', jobs: [] },
  ]);
  expect((await call(predictions.GET, '/predictions')).body).toEqual({ items: [], nextCursor: null });
});

test('cancel may be repeated, and a retry needs a job that has ended', async () => {
  const { body } = await call(jobs.POST, '/jobs', { body: train({ seed: 12 }) });
  const params = { job: body.jobId };
  const post = async (route: Route, verb: string) => {
    const request = new Request(`http://127.0.0.1:3000/api/v1/jobs/${body.jobId}/${verb}`, {
      method: 'POST',
      headers: { 'x-traza-project': 'routes' },
    });
    const response = await route(request, { params: Promise.resolve(params) });
    return { status: response.status, body: await response.json() };
  };
  expect((await post(retry.POST, 'retry')).status).toBe(409);
  expect(await post(cancel.POST, 'cancel')).toEqual({ status: 200, body: { state: 'canceled' } });
  expect(await post(cancel.POST, 'cancel')).toEqual({ status: 200, body: { state: 'canceled' } });
  const again = await post(retry.POST, 'retry');
  expect(again.status).toBe(201);
  const detail = await call(job.GET, `/jobs/${again.body.jobId}`, { params: { job: again.body.jobId } });
  expect(detail.body).toMatchObject({ retryOfId: body.jobId, state: 'queued' });
});

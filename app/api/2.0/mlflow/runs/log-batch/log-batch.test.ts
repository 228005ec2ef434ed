import { afterEach, describe, expect, test } from 'vitest';
import { POST as createModel } from '#app/api/2.0/mlflow/logged-models/route.ts';
import { POST as create } from '#app/api/2.0/mlflow/runs/create/route.ts';
import { POST as remove } from '#app/api/2.0/mlflow/runs/delete/route.ts';
import { GET as get } from '#app/api/2.0/mlflow/runs/get/route.ts';
import { POST as logMetric } from '#app/api/2.0/mlflow/runs/log-metric/route.ts';
import { POST as update } from '#app/api/2.0/mlflow/runs/update/route.ts';
import { POST as nativeBatch } from '#app/api/v1/runs/[run]/batch/route.ts';
import type { Ctx } from '#lib/context.ts';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { limitIngest } from '#lib/metrics/ingest-limit.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as logBatch } from './route.ts';

const t = await testDatabase();

afterEach(() => limitIngest({}));

async function place() {
  const ctx: Ctx = await t.newCtx();
  const call = mlflowCaller(ctx.project.slug);
  const { body } = await call.post(create, { start_time: 1 });
  const run_id: string = body.run.info.run_id;
  const data = async () => (await call.get(get, { run_id })).body.run;
  return { ctx, call, run_id, data };
}

const metrics = [{ key: 'loss', value: 0.5, timestamp: 10, step: 1 }];

describe('log-batch', () => {
  test('writes all of it, again too, and after the run has ended', async () => {
    const { call, run_id, data } = await place();
    const batch = {
      run_id,
      metrics: [...metrics, { key: 'loss', value: 'NaN', timestamp: 11, step: 1 }],
      params: [{ key: 'depth', value: '3' }],
      tags: [{ key: 'mlflow.runName', value: 'renamed' }],
    };
    for (const status of ['RUNNING', 'FINISHED', 'FAILED']) {
      await call.post(update, { run_id, status });
      expect(await call.post(logBatch, batch)).toEqual({ status: 200, body: {} });
    }
    const run = await data();
    expect(run.info).toMatchObject({ run_name: 'renamed', status: 'FAILED' });
    expect(run.data).toMatchObject({
      metrics: [{ key: 'loss', value: 'NaN', timestamp: 11, step: 1 }],
      params: [{ key: 'depth', value: '3' }],
    });
    expect(await t.db.metricSeries.findMany({ where: { runId: run_id } })).toMatchObject([{ count: 2n, nanCount: 1n }]);
  });

  test('writes nothing of a batch that holds a param with another value', async () => {
    const { call, run_id, data } = await place();
    await call.post(logBatch, { run_id, params: [{ key: 'p', value: '1' }] });
    const answer = await call.post(logBatch, {
      run_id,
      metrics,
      params: [
        { key: 'new', value: '1' },
        { key: 'p', value: '2' },
      ],
      tags: [{ key: 't', value: '1' }],
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('Changing param values') },
    });
    const run = await data();
    expect(run.data.metrics).toBeUndefined();
    expect(run.data.params).toEqual([{ key: 'p', value: '1' }]);
    expect(run.data.tags.some((tag: { key: string }) => tag.key === 't')).toBe(false);
  });

  test.each([{}, { metrics }, { params: [{ key: 'p', value: '1' }] }, { tags: [{ key: 't', value: '1' }] }])(
    'refuses %j for a run that is deleted, of a job, or not there',
    async (what) => {
      const { call, run_id } = await place();
      await call.post(logBatch, { run_id, ...what });
      await call.post(remove, { run_id });
      expect(await call.post(logBatch, { run_id, ...what })).toMatchObject({
        status: 400,
        body: {
          error_code: 'INVALID_PARAMETER_VALUE',
          message: expect.stringContaining(`The run ${run_id} must be in the 'active' state`),
        },
      });
      expect(await call.post(logBatch, { run_id: 'f'.repeat(32), ...what })).toMatchObject({
        status: 404,
        body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: expect.stringMatching(/^Run with id=f{32} not found/) },
      });
      const other = await place();
      expect((await other.call.post(logBatch, { run_id, ...what })).status).toBe(404);
      await t.db.run.update({ where: { id: other.run_id }, data: { kind: 'train' } });
      const answer = await other.call.post(logBatch, { run_id: other.run_id, ...what });
      // A tag says something about a run, it is nothing that a job measured.
      expect(answer.status).toBe('tags' in what ? 200 : 400);
    },
  );

  test('names the field that is wrong', async () => {
    const { call, run_id } = await place();
    const bad = [...metrics, { key: 'loss', value: 1 }];
    expect(await call.post(logBatch, { run_id, metrics: bad })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("'metrics[1].timestamp'") },
    });
  });
});

describe('points of logged models', () => {
  test('belong to the run and to the model', async () => {
    const { call, run_id, data } = await place();
    const { body } = await call.post(createModel, { experiment_id: '0', name: 'net', source_run_id: run_id });
    const model_id: string = body.model.info.model_id;
    const point = { ...metrics[0], model_id, dataset_name: 'val', dataset_digest: 'd1' };
    for (let time = 0; time < 2; time += 1) {
      expect((await call.post(logMetric, { run_id, ...point })).status).toBe(200);
      expect((await call.post(logBatch, { run_id, metrics: [point, { ...point, key: 'f1' }] })).status).toBe(200);
    }
    const rows = await t.db.loggedModelMetric.findMany({ where: { modelId: model_id }, orderBy: { key: 'asc' } });
    expect(rows).toMatchObject([
      { key: 'f1', runId: run_id, datasetName: 'val', datasetDigest: 'd1', value: 0.5, step: 1n, at: 10n },
      { key: 'loss', runId: run_id },
    ]);
    expect((await data()).data.metrics).toHaveLength(2);
  });

  test.each([
    ['dataset_name', 501],
    ['dataset_digest', 37],
  ])('name a dataset as those of runs are named: %s of %i characters is refused', async (field, length) => {
    const { call, run_id } = await place();
    const dataset = { dataset_name: 'val', dataset_digest: 'd1', [field]: 'x'.repeat(length) };
    const answer = await call.post(logMetric, { run_id, ...metrics[0], model_id: 'm-1', ...dataset });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(`'${field}'`) } });
  });

  test('of a model that is not there are refused with all that came with them', async () => {
    const { call, run_id, data } = await place();
    const point = { ...metrics[0], model_id: `m-${'0'.repeat(32)}` };
    expect(await call.post(logBatch, { run_id, metrics: [point] })).toMatchObject({
      status: 404,
      body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: expect.stringContaining('Logged model') },
    });
    expect((await data()).data.metrics).toBeUndefined();
  });
});

test('when too much waits, a request is sent away before its body is read, and told when to come again', async () => {
  const { ctx, run_id } = await place();
  limitIngest({ mostBytes: 100 });
  const body = JSON.stringify({ run_id, metrics });
  const headers = { 'content-type': 'application/json', 'x-traza-project': ctx.project.slug };
  const ask = (bytes: number, text: string | ReadableStream) =>
    logBatch(
      new Request('http://localhost:3000/api/2.0/mlflow/runs/log-batch', {
        method: 'POST',
        headers: { ...headers, 'content-length': String(bytes) },
        body: text,
        duplex: 'half',
      } as RequestInit),
      { params: Promise.resolve({}) },
    );
  const slow = new TransformStream<Uint8Array, Uint8Array>();
  const first = ask(body.length, slow.readable);
  const refused = await ask(body.length, new ReadableStream({ pull: () => Promise.reject(new Error('It was read.')) }));
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(await refused.json()).toMatchObject({ error_code: 'REQUEST_LIMIT_EXCEEDED' });
  const native = await nativeBatch(
    new Request('http://localhost:3000/api/v1/runs/x/batch', {
      method: 'POST',
      headers: { ...headers, 'content-length': '200' },
      body: '{}',
    }),
    { params: Promise.resolve({ run: run_id }) },
  );
  expect([native.status, native.headers.get('retry-after')]).toEqual([429, '2']);
  const writer = slow.writable.getWriter();
  await writer.write(new TextEncoder().encode(body));
  await writer.close();
  expect((await first).status).toBe(200);
  expect((await ask(body.length, body)).status).toBe(200);
});

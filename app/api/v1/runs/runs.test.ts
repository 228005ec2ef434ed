import { expect, test } from 'vitest';
import { GET as SPARKS } from '#app/api/v1/experiments/[experiment]/sparks/route.ts';
import { POST as CREATE_EXPERIMENT, GET as LIST_EXPERIMENTS } from '#app/api/v1/experiments/route.ts';
import { GET as LINEAGE } from '#app/api/v1/lineage/route.ts';
import { GET as ANSWERS } from '#app/api/v1/runs/[run]/answers/route.ts';
import { PUT as PUT_ARTIFACT } from '#app/api/v1/runs/[run]/artifacts/[...path]/route.ts';
import { GET as ARTIFACTS } from '#app/api/v1/runs/[run]/artifacts/route.ts';
import { POST as BATCH } from '#app/api/v1/runs/[run]/batch/route.ts';
import { GET as COMPARE } from '#app/api/v1/runs/[run]/compare/[other]/route.ts';
import { POST as FINISH } from '#app/api/v1/runs/[run]/finish/route.ts';
import { GET as KEYS } from '#app/api/v1/runs/[run]/metrics/keys/route.ts';
import { GET as METRICS } from '#app/api/v1/runs/[run]/metrics/route.ts';
import { GET as PARAMS } from '#app/api/v1/runs/[run]/params/route.ts';
import { POST as REPRODUCE, GET as REPRODUCTIONS } from '#app/api/v1/runs/[run]/reproductions/route.ts';
import { GET, PATCH } from '#app/api/v1/runs/[run]/route.ts';
import { GET as SERIES } from '#app/api/v1/runs/[run]/series/route.ts';
import { POST as CREATE, GET as LIST } from '#app/api/v1/runs/route.ts';
import type { Route } from '#lib/http/define-route.ts';
import { paramsMark } from '#lib/params/get-params.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();
const { project } = await t.newCtx();

/** Calls a route as the front door does. Outside production every answer is checked against its schema. */
async function call(
  route: Route,
  params: Record<string, string> = {},
  { query = '', body }: { query?: string; body?: unknown } = {},
) {
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { host: 'localhost:3000', 'x-traza-project': project.slug, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

test('a client logs a run over the routes and reads it back', async () => {
  const experiment = await call(
    CREATE_EXPERIMENT,
    {},
    { body: { name: 'by hand', primaryMetric: 'loss', metricDirection: 'min' } },
  );
  expect(experiment).toMatchObject({ status: 201, body: { name: 'by hand', runs: 0 } });
  const { id: experimentId } = experiment.body;
  const created = await call(CREATE, {}, { body: { experimentId, name: 'first', params: { lr: '0.1' } } });
  expect(created).toMatchObject({ status: 201, body: { name: 'first', status: 'running', kind: 'external' } });
  const run = created.body.id;

  const metrics = [
    { key: 'loss', value: 0.5, step: 1, at: 1_000 },
    { key: 'loss', value: 'NaN', step: 2, at: 2_000 },
    { key: 'loss', value: '-Infinity', step: 3, at: 3_000 },
  ];
  expect(await call(BATCH, { run }, { body: { metrics, tags: { stage: 'try' } } })).toEqual({
    status: 204,
    body: undefined,
  });
  expect(await call(BATCH, { run }, { body: { metrics: [{ key: 'loss', value: 'big' }] } })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', fields: [{ path: 'metrics.0.value' }] },
  });
  expect(await call(BATCH, { run }, { body: { params: { lr: '0.2' } } })).toMatchObject({
    status: 409,
    body: { code: 'CONFLICT' },
  });

  expect((await call(METRICS, { run })).body.items).toMatchObject([
    { key: 'loss', count: 3, nanCount: 1, last: '-Infinity', min: '-Infinity', max: 0.5, spark: { length: 3 } },
  ]);
  expect((await call(SERIES, { run }, { query: '?key=loss&since=1' })).body).toMatchObject({
    exact: true,
    buckets: [{ first: 'NaN' }, { first: '-Infinity' }],
  });
  expect((await call(SPARKS, { experiment: String(experimentId) }, { query: '?key=loss' })).body.runs).toEqual({
    [run]: [0.5, 'NaN', '-Infinity'],
  });
  expect(
    (await call(LIST, {}, { query: `?experimentId=${experimentId}&sort=metric:loss&status=running` })).body,
  ).toMatchObject({
    items: [{ id: run, metrics: { loss: { last: '-Infinity' } }, tags: { stage: 'try' } }],
    nextCursor: null,
  });
  expect((await call(ARTIFACTS, { run })).body).toEqual({ folder: '', items: [] });
  expect((await call(ANSWERS, { run })).body.missing).toEqual(['data', 'code', 'outputs']);
  expect((await call(LINEAGE, {}, { query: `?node=run:${run}` })).body).toMatchObject({
    nodes: [{ id: `run:${run}` }],
    edges: [],
  });
  expect((await call(COMPARE, { run, other: run })).body).toMatchObject({ verdict: 'not-comparable' });
  expect((await call(REPRODUCTIONS, { run })).body).toEqual({ items: [] });
  expect(await call(REPRODUCE, { run }, { body: {} })).toMatchObject({ status: 422, body: { code: 'UNPROCESSABLE' } });
  expect(await call(FINISH, { run }, { body: { status: 'failed', reason: 'by hand' } })).toMatchObject({
    status: 200,
    body: { status: 'failed', statusReason: 'by hand' },
  });
  expect((await call(GET, { run })).body).toMatchObject({
    status: 'failed',
    params: { lr: '0.1' },
    experiment: { name: 'by hand' },
  });
  expect((await call(LIST_EXPERIMENTS)).body.items.map((one: { name: string }) => one.name)).toEqual([
    'by hand',
    'Default',
  ]);
});

test('what a job made cannot be written over by a client', async () => {
  const made = async (kind: string) => {
    const { id } = (await call(CREATE, {}, { body: { name: kind } })).body;
    await t.db.run.update({ where: { id }, data: { kind } });
    const request = new Request('http://localhost:3000/api/v1/x', {
      method: 'PUT',
      headers: { host: 'localhost:3000', 'x-traza-project': project.slug },
      body: 'other weights',
    });
    const answer = await PUT_ARTIFACT(request, {
      params: Promise.resolve({ run: id, path: ['model', 'weights.bin'] }),
    });
    return { status: answer.status, files: (await call(ARTIFACTS, { run: id })).body.items.length };
  };
  expect(await made('train')).toEqual({ status: 409, files: 0 });
  expect(await made('external')).toEqual({ status: 201, files: 1 });
});

test('what is not there is told as a problem with the field', async () => {
  const run = 'f'.repeat(32);
  for (const route of [GET, METRICS, ARTIFACTS, ANSWERS, REPRODUCTIONS]) {
    expect(await call(route, { run })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', fields: [{ path: 'runId' }] },
    });
  }
  expect(await call(LIST, {}, { query: '?sort=loss' })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'sort' }] },
  });
  expect(await call(LIST, {}, { query: '?cursor=abc' })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'cursor' }] },
  });
});

test('a run is renamed, noted, archived and restored', async () => {
  const { id: run } = (await call(CREATE, {}, { body: { name: 'before' } })).body;
  const patch = async (body: object) => {
    const request = new Request('http://localhost:3000/api/v1/x', {
      method: 'PATCH',
      headers: { host: 'localhost:3000', 'x-traza-project': project.slug, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const response = await PATCH(request, { params: Promise.resolve({ run }) });
    return { status: response.status, body: await response.json() };
  };
  const listed = async (query = '') => {
    const { items } = (await call(LIST, {}, { query })).body;
    return items.some((one: { id: string }) => one.id === run);
  };
  expect(await patch({ name: 'after', archived: true })).toMatchObject({
    status: 200,
    body: { name: 'after', archived: true, tags: { 'mlflow.runName': 'after' } },
  });
  expect([await listed(), await listed('?archived=true')]).toEqual([false, true]);
  expect(await patch({ name: 'no' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  expect(await call(FINISH, { run }, { body: {} })).toMatchObject({ status: 409 });
  expect(await patch({ name: 'again', archived: false })).toMatchObject({ body: { name: 'again', archived: false } });
  const rockets = { key: '🚀'.repeat(250), value: '🚀'.repeat(8_000) };
  expect(await patch({ tags: { [rockets.key]: rockets.value } })).toMatchObject({ status: 200 });
  expect(await patch({ tags: { [`${rockets.key}x`]: '' } })).toMatchObject({ status: 400 });
  expect(await patch({ tags: { x: `${rockets.value}x` } })).toMatchObject({ status: 400 });
  const note = `# Seen\n${'é'.repeat(99_993)}`;
  expect(await patch({ note })).toMatchObject({ body: { name: 'again', tags: { 'mlflow.note.content': note } } });
  expect(await patch({ note: `${note}!` })).toMatchObject({ status: 400, body: { fields: [{ path: 'note' }] } });
  expect(await patch({ note: '' })).toMatchObject({ body: { tags: { 'mlflow.note.content': '' } } });
  expect([await listed(), await listed('?archived=true')]).toEqual([true, false]);
  const tagged = await patch({ tags: { 'team/part': 'vision', gone: 'soon' } });
  expect(tagged.body.tags).toMatchObject({ 'team/part': 'vision', gone: 'soon' });
  expect((await patch({ tags: { gone: null } })).body.tags).not.toHaveProperty('gone');
  expect(await patch({ tags: { gone: null } })).toMatchObject({ status: 404, body: { fields: [{ path: 'key' }] } });
  // All of it, or nothing.
  expect(await patch({ name: 'half', tags: { half: 'x', gone: null } })).toMatchObject({ status: 404 });
  const { body: whole } = await patch({});
  expect([whole.name, whole.tags.half]).toEqual(['again', undefined]);
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`gone ${at}`, null]));
  expect(await patch({ tags: many })).toMatchObject({ status: 400, body: { fields: [{ path: 'tags' }] } });
  expect(await patch({ tags: { '': 'x' } })).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
});

test('a page that looks at a run again asks for parts, and is told of params that are the same without reading them', async () => {
  const params = { lr: '0.1', depth: '3' };
  const { id: run } = (await call(CREATE, {}, { body: { params } })).body;
  const metrics = ['auc', 'loss'].map((key, at) => ({ key, value: 1, step: at }));
  await call(BATCH, { run }, { body: { metrics: [...metrics, { key: 'loss', value: 0.5, step: 2 }] } });
  expect(await call(GET, { run }, { query: '?without=params&without=metrics' })).toMatchObject({
    body: { params: {}, metrics: {}, status: 'running' },
  });
  expect((await call(KEYS, { run })).body.items).toEqual([
    { key: 'auc', curve: false },
    { key: 'loss', curve: true },
  ]);
  expect((await call(METRICS, { run }, { query: '?key=loss' })).body.items).toMatchObject([{ key: 'loss', count: 2 }]);

  const look = async (seen?: string) => {
    const headers = {
      host: 'localhost:3000',
      'x-traza-project': project.slug,
      ...(seen ? { 'if-none-match': seen } : {}),
    };
    const request = new Request('http://localhost:3000/api/v1/x', { headers });
    const response = await PARAMS(request, { params: Promise.resolve({ run }) });
    return { status: response.status, etag: response.headers.get('etag') ?? '', text: await response.text() };
  };
  const first = await look();
  expect([first.status, JSON.parse(first.text)]).toEqual([200, { params }]);
  expect(await look(first.etag)).toEqual({ status: 304, etag: first.etag, text: '' });
  await call(BATCH, { run }, { body: { params: { seed: '7' } } });
  const second = await look(first.etag);
  expect([second.status, JSON.parse(second.text)]).toEqual([200, { params: { ...params, seed: '7' } }]);
  const other = await t.newCtx();
  await expect(paramsMark({ ctx: other, input: { runId: run } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

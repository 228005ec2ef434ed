import { expect, test } from 'vitest';
import { POST as LOG_PARAMS } from '#app/api/2.0/mlflow/logged-models/[model_id]/params/route.ts';
import { DELETE, GET, PATCH } from '#app/api/2.0/mlflow/logged-models/[model_id]/route.ts';
import { DELETE as DELETE_TAG } from '#app/api/2.0/mlflow/logged-models/[model_id]/tags/[...tag_key]/route.ts';
import { PATCH as SET_TAGS } from '#app/api/2.0/mlflow/logged-models/[model_id]/tags/route.ts';
import { POST as CREATE } from '#app/api/2.0/mlflow/logged-models/route.ts';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();

async function caller() {
  const ctx = await t.newCtx();
  return { ctx, ...mlflowCaller(ctx.project.slug) };
}

const pair = (key: string, value: string) => ({ key, value });

test('a logged model is made pending, read back, finished, and deleted', async () => {
  const { ctx, get, post, patch, ...calls } = await caller();
  const made = await post(CREATE, {
    experiment_id: '0',
    name: 'clf',
    model_type: 'sklearn',
    source_run_id: 'ab'.repeat(16),
    params: [pair('C', '1.0'), { key: 'empty' }],
    tags: [pair('a', 'old'), pair('a', 'new')],
  });
  expect(made.status).toBe(200);
  const { info, data } = made.body.model;
  const id = info.model_id;
  expect(id).toMatch(/^m-[0-9a-f]{32}$/);
  expect(info).toEqual({
    model_id: id,
    experiment_id: '0',
    name: 'clf',
    creation_timestamp_ms: expect.any(Number),
    last_updated_timestamp_ms: info.creation_timestamp_ms,
    artifact_uri: `mlflow-artifacts:/0/models/${id}/artifacts`,
    status: 'LOGGED_MODEL_PENDING',
    model_type: 'sklearn',
    source_run_id: 'ab'.repeat(16),
    tags: [pair('a', 'new')],
  });
  expect(data).toEqual({ params: [pair('C', '1.0'), pair('empty', '')] });
  const params = { model_id: id };
  expect((await get(GET, {}, params)).body).toEqual(made.body);
  for (const status of ['LOGGED_MODEL_UPLOAD_FAILED', 2, 'LOGGED_MODEL_READY']) {
    const done = await patch(PATCH, { model_id: 'ignored', status }, params);
    expect(done.body.model.info.status).toBe(status === 2 ? 'LOGGED_MODEL_READY' : status);
  }
  expect((await calls.delete(DELETE, {}, params)).body).toEqual({});
  expect((await calls.delete(DELETE, {}, params)).status).toBe(200);
  expect(await get(GET, {}, params)).toEqual({
    status: 404,
    body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `Logged model with ID '${id}' not found.` },
  });
  expect((await get(GET, { allow_deleted: 'True' }, params)).status).toBe(200);
  expect(await ctx.db.loggedModel.count({ where: { projectId: ctx.project.id } })).toBe(1);
});

test('params are said once, tags as often as one likes', async () => {
  const { get, post, patch, ...calls } = await caller();
  const made = await post(CREATE, { experiment_id: 0, params: [pair('a', '1')] });
  expect(made.body.model.info.name).toMatch(/^\S+$/);
  const params = { model_id: made.body.model.info.model_id };
  const read = async () => (await get(GET, {}, params)).body.model;
  const more = Array.from({ length: 250 }, (_, index) => pair(`p${index}`, String(index)));
  expect((await post(LOG_PARAMS, { params: [...more, pair('a', '1')] }, params)).body).toEqual({});
  expect((await post(LOG_PARAMS, { params: more }, params)).status).toBe(200);
  const changed = await post(LOG_PARAMS, { params: [pair('new', 'x'), pair('a', '2')] }, params);
  expect(changed).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
  expect(changed.body.message).toContain("Param with key='a' was already logged with value='1'");
  expect((await read()).data.params).toHaveLength(251);
  await patch(SET_TAGS, { tags: [pair('t/1', 'x'), pair('u', 'y')] }, params);
  await patch(SET_TAGS, { tags: [pair('u', 'z')] }, params);
  expect((await read()).info.tags).toEqual([pair('t/1', 'x'), pair('u', 'z')]);
  const remove = () => calls.delete(DELETE_TAG, {}, { ...params, tag_key: ['t', '1'] });
  expect((await remove()).body).toEqual({});
  expect(await remove()).toEqual({
    status: 404,
    body: {
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `No tag with key 't/1' found for model with ID '${params.model_id}'.`,
    },
  });
});

test('metrics come with the run and the dataset they were measured by, and what a double can be', async () => {
  const { ctx, get, post } = await caller();
  const { model_id } = (await post(CREATE, { experiment_id: '0' })).body.model.info;
  await ctx.db.$executeRaw`
    INSERT INTO traza.logged_model_metric (model_id, run_id, key, step, at, value, dataset_name, dataset_digest)
    SELECT ${model_id}, 'r', key, step, 1700000000000, value, name, digest
    FROM (VALUES ('acc', 1, 0.5, 'd', 'x'), ('nan', 1, 'NaN', '', ''), ('low', -3, '-Infinity', '', ''))
      AS point (key, step, value, name, digest)`;
  const common = { timestamp: 1_700_000_000_000, model_id, run_id: 'r' };
  expect((await get(GET, {}, { model_id })).body.model.data.metrics).toEqual([
    { key: 'acc', value: 0.5, step: 1, dataset_name: 'd', dataset_digest: 'x', ...common },
    { key: 'low', value: '-Infinity', step: -3, ...common },
    { key: 'nan', value: 'NaN', step: 1, ...common },
  ]);
});

test('registrations are read from the tag in which clients note them, whatever it holds', async () => {
  const { get, post, patch } = await caller();
  const { model_id } = (await post(CREATE, { experiment_id: '0' })).body.model.info;
  for (const [value, registrations] of [
    ['[{"name": "m", "version": 1}, {"name": "m", "version": "1"}, {"name": "n", "version": "2"}]', 2],
    ['not json', undefined],
    ['{"name": "m"}', undefined],
    ['[]', undefined],
  ] as const) {
    await patch(SET_TAGS, { tags: [pair('mlflow.modelVersions', value)] }, { model_id });
    expect((await get(GET, {}, { model_id })).body.model.info.registrations?.length).toBe(registrations);
  }
});

test.each([
  [{ name: 'x' }, "Missing value for required parameter 'experiment_id'"],
  [{ experiment_id: 'abc' }, 'Invalid value "abc" for parameter \'experiment_id\''],
  [{ experiment_id: '0', name: 'a/b' }, "Invalid model name ('a/b') provided. Model name must be a non-empty string"],
  [{ experiment_id: '0', name: "it's" }, 'cannot contain the following characters'],
  [{ experiment_id: '0', name: 'a'.repeat(501) }, 'at most 500 characters'],
  [{ experiment_id: '0', model_type: 'a'.repeat(501) }, 'model_type must have at most 500 characters'],
  [{ experiment_id: '0', source_run_id: 'a'.repeat(33) }, 'at most 32 characters'],
  [{ experiment_id: '0', params: [pair('a', '1'), pair('a', '2')] }, "key='a'"],
  [{ experiment_id: '0', params: [pair('a'.repeat(256), '1')] }, 'at most 255 characters'],
  [{ experiment_id: '0', tags: [pair('', '1')] }, 'must not be empty'],
  [{ experiment_id: '0', tags: [{ value: 'x' }] }, 'tags[0].key'],
  [{ experiment_id: '0', params: 'x' }, 'params'],
  [{ experiment_id: '0', name: 'a\0' }, 'NUL'],
])('%j is refused with what is wrong', async (body, words) => {
  const { ctx, post } = await caller();
  const refused = await post(CREATE, body);
  expect(refused).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
  expect(refused.body.message).toContain(words);
  expect(await ctx.db.loggedModel.count({ where: { projectId: ctx.project.id } })).toBe(0);
});

test('an unknown status is refused; an archived experiment takes no model', async () => {
  const { ctx, post, patch } = await caller();
  const { model_id } = (await post(CREATE, { experiment_id: '0' })).body.model.info;
  for (const status of ['READY', 'LOGGED_MODEL_STATUS_UNSPECIFIED', 0, 4, null]) {
    const refused = await patch(PATCH, { status }, { model_id });
    expect(refused).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
    expect(refused.body.message).toContain("'status'");
  }
  await ctx.db.experiment.updateMany({ where: { projectId: ctx.project.id }, data: { archivedAt: new Date() } });
  const late = await post(CREATE, { experiment_id: '0' });
  expect(late).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
  expect(late.body.message).toContain("must be in the 'active' state");
});

test('a logged model of another project does not exist', async () => {
  const { post, ctx } = await caller();
  const { model_id } = (await post(CREATE, { experiment_id: '0' })).body.model.info;
  const other = await caller();
  const params = { model_id };
  for (const call of [
    () => other.get(GET, { allow_deleted: 'true' }, params),
    () => other.patch(PATCH, { status: 'LOGGED_MODEL_READY' }, params),
    () => other.delete(DELETE, {}, params),
    () => other.patch(SET_TAGS, { tags: [pair('a', 'b')] }, params),
    () => other.delete(DELETE_TAG, {}, { ...params, tag_key: ['a'] }),
    () => other.post(LOG_PARAMS, { params: [pair('a', 'b')] }, params),
  ]) {
    expect(await call()).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } });
  }
  expect(await ctx.db.loggedModel.findUnique({ where: { id: model_id } })).toMatchObject({
    status: 'PENDING',
    deletedAt: null,
  });
});

import { expect, test } from 'vitest';
import { POST as CREATE_RUN } from '#app/api/2.0/mlflow/runs/create/route.ts';
import { POST as DELETE_RUN } from '#app/api/2.0/mlflow/runs/delete/route.ts';
import { GET as GET_RUN } from '#app/api/2.0/mlflow/runs/get/route.ts';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE } from './create/route.ts';
import { POST as DELETE } from './delete/route.ts';
import { POST as DELETE_TAG } from './delete-experiment-tag/route.ts';
import { GET } from './get/route.ts';
import { GET as GET_BY_NAME } from './get-by-name/route.ts';
import { POST as RESTORE } from './restore/route.ts';
import { POST as SET_TAG } from './set-experiment-tag/route.ts';
import { POST as UPDATE } from './update/route.ts';

const t = await testDatabase();

async function project() {
  const { project } = await t.newCtx();
  return mlflowCaller(project.slug);
}

const missing = { status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } };
const refused = (message: RegExp) => ({
  status: 400,
  body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
});
const ok = { status: 200, body: {} };

test('an experiment is made once and read back by id and by name', async () => {
  const { get, post } = await project();
  const tags = [{ key: 'a', value: 'b' }, { key: 'c' }];
  const made = await post(CREATE, { name: ' odd\nname ', tags });
  expect(made).toMatchObject({ status: 200, body: { experiment_id: expect.stringMatching(/^[1-9]\d*$/) } });
  const id = made.body.experiment_id;
  const experiment = {
    experiment_id: id,
    name: ' odd\nname ',
    lifecycle_stage: 'active',
    artifact_location: `mlflow-artifacts:/${id}`,
    tags: [
      { key: 'a', value: 'b' },
      { key: 'c', value: '' },
    ],
  };
  const read = await get(GET, { experiment_id: id });
  expect(read.body).toMatchObject({ experiment });
  expect(read.body.experiment.last_update_time).toBe(read.body.experiment.creation_time);
  expect((await get(GET_BY_NAME, { experiment_name: ' odd\nname ' })).body).toEqual(read.body);
  expect(await get(GET_BY_NAME, { experiment_name: 'none' })).toEqual({
    status: 404,
    body: {
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: "Could not find experiment with name 'none'",
    },
  });
  expect(await post(CREATE, { name: ' odd\nname ' })).toMatchObject({
    status: 400,
    body: {
      error_code: 'RESOURCE_ALREADY_EXISTS',
      message: expect.stringMatching(/^Experiment\(name=.+\) already exists/s),
    },
  });
});

test('experiment 0 is the Default of each project, both ways', async () => {
  const [one, other] = [await project(), await project()];
  const read = await one.get(GET, { experiment_id: '0' });
  expect(read.body.experiment).toMatchObject({
    experiment_id: '0',
    name: 'Default',
    artifact_location: 'mlflow-artifacts:/0',
  });
  expect((await one.get(GET_BY_NAME, { experiment_name: 'Default' })).body).toEqual(read.body);
  expect(await one.post(CREATE, { name: 'Default' })).toMatchObject({
    status: 400,
    body: { error_code: 'RESOURCE_ALREADY_EXISTS' },
  });
  await one.post(SET_TAG, { experiment_id: '0', key: 'of', value: 'one' });
  expect((await one.get(GET, { experiment_id: 0 })).body.experiment.tags).toEqual([{ key: 'of', value: 'one' }]);
  expect((await other.get(GET, { experiment_id: '0' })).body.experiment).not.toHaveProperty('tags');

  const stays = refused(/Cannot delete the default experiment .*runs that name no experiment go into it/);
  expect(await one.post(DELETE, { experiment_id: '0' })).toMatchObject(stays);
  expect((await one.get(GET, { experiment_id: '0' })).body.experiment.lifecycle_stage).toBe('active');
  expect(await one.post(UPDATE, { experiment_id: '0', new_name: 'First' })).toEqual(ok);
  expect((await one.get(GET, { experiment_id: '0' })).body.experiment.name).toBe('First');
  expect(await one.post(DELETE, { experiment_id: '0' })).toMatchObject(stays);
  expect((await one.post(CREATE_RUN, { experiment_id: '0' })).body.run.info.experiment_id).toBe('0');
});

test('deleting archives the runs, the name stays taken, restoring brings all of them back', async () => {
  const { get, post } = await project();
  const { experiment_id } = (await post(CREATE, { name: 'gone' })).body;
  const run = async () => (await post(CREATE_RUN, { experiment_id })).body.run.info.run_id;
  const [first, second] = [await run(), await run()];
  await post(DELETE_RUN, { run_id: first });
  const before = (await get(GET, { experiment_id })).body.experiment.last_update_time;
  expect(await post(DELETE, { experiment_id })).toEqual(ok);
  expect(await post(DELETE, { experiment_id })).toMatchObject(missing);
  const { experiment } = (await get(GET, { experiment_id })).body;
  expect(experiment.lifecycle_stage).toBe('deleted');
  expect(experiment.last_update_time).toBeGreaterThanOrEqual(before);
  expect((await get(GET_BY_NAME, { experiment_name: 'gone' })).body.experiment).toEqual(experiment);
  const stage = async (run_id: string) => (await get(GET_RUN, { run_id })).body.run.info.lifecycle_stage;
  expect([await stage(first), await stage(second)]).toEqual(['deleted', 'deleted']);

  const again = await post(CREATE, { name: 'gone' });
  expect(again.body).toMatchObject({
    error_code: 'RESOURCE_ALREADY_EXISTS',
    message: expect.stringContaining('Restore'),
  });
  expect(again.body.message).toContain(`id ${experiment_id}`);
  expect(await post(UPDATE, { experiment_id, new_name: 'else' })).toMatchObject(
    refused(/must be in the 'active' state/),
  );
  expect(await post(SET_TAG, { experiment_id, key: 'k', value: 'v' })).toMatchObject(
    refused(/must be in the 'active' state/),
  );
  expect(await post(CREATE_RUN, { experiment_id })).toMatchObject(refused(/must be in the 'active' state/));

  expect(await post(RESTORE, { experiment_id })).toEqual(ok);
  expect(await post(RESTORE, { experiment_id })).toMatchObject(missing);
  expect([await stage(first), await stage(second)]).toEqual(['active', 'active']);
  expect(await post(UPDATE, { experiment_id, new_name: 'else' })).toEqual(ok);
  expect((await get(GET, { experiment_id })).body.experiment.name).toBe('else');
  await post(CREATE, { name: 'other' });
  expect(await post(UPDATE, { experiment_id, new_name: 'other' })).toMatchObject({
    status: 400,
    body: { error_code: 'RESOURCE_ALREADY_EXISTS' },
  });
  expect(await post(UPDATE, { experiment_id, new_name: 'else' })).toEqual(ok);
});

test('an id that is empty names no experiment, and not the default one', async () => {
  const { get, post } = await project();
  const missingId = refused(/required parameter 'experiment_id'/);
  expect(await get(GET, { experiment_id: '' })).toMatchObject(missingId);
  expect(await post(UPDATE, { experiment_id: '', new_name: 'else' })).toMatchObject(missingId);
  expect(await post(SET_TAG, { experiment_id: '', key: 'k', value: 'v' })).toMatchObject(missingId);
});

test('tags of an experiment are written over, refused when they are too long, and removed', async () => {
  const { get, post } = await project();
  const { experiment_id } = (await post(CREATE, { name: 'tagged' })).body;
  const tags = async () => (await get(GET, { experiment_id })).body.experiment.tags;
  for (const value of ['first', 'zwei\nZeilen ü', 'x'.repeat(20_000)]) {
    expect(await post(SET_TAG, { experiment_id, key: 'k', value })).toEqual(ok);
    expect(await tags()).toEqual([{ key: 'k', value }]);
  }
  expect(await post(SET_TAG, { experiment_id, key: 'k', value: 'x'.repeat(20_001) })).toMatchObject(
    refused(/exceeds the maximum length of 20000/),
  );
  expect(await post(SET_TAG, { experiment_id, key: 'a/../b', value: '' })).toMatchObject(refused(/parameter 'key'/));
  expect(await post(DELETE_TAG, { experiment_id, key: 'k' })).toEqual(ok);
  expect(await tags()).toBeUndefined();
  expect(await post(DELETE_TAG, { experiment_id, key: 'k' })).toMatchObject({
    ...missing,
    body: { message: expect.stringMatching(/^No tag with name: k/) },
  });
});

test.each([
  [{}, /Missing value for required parameter 'name'/],
  [{ name: '' }, /Missing value for required parameter 'name'/],
  [{ name: 123 }, /Invalid value 123 for parameter 'name'/],
  [{ name: 'x'.repeat(501) }, /'name' exceeds the maximum length of 500/],
  [{ name: 'n', artifact_location: 9.5 }, /Invalid value 9.5 for parameter 'artifact_location'/],
  [{ name: 'n', tags: '5' }, /for parameter 'tags/],
  [{ name: 'n', tags: [{ key: 'k', value: 7 }] }, /Invalid value 7 for parameter 'tags\[0\].value'/],
])('%j is no experiment', async (fields, message) => {
  const { post } = await project();
  expect(await post(CREATE, fields)).toMatchObject(refused(message));
});

test.each([
  ['abc', 400, 'INVALID_PARAMETER_VALUE', "Invalid experiment ID 'abc'. Experiment ID must be a valid integer."],
  ['-1', 400, 'INVALID_PARAMETER_VALUE', "Invalid experiment ID '-1'. Experiment ID must be a valid integer."],
  ['99999999999999999999', 404, 'RESOURCE_DOES_NOT_EXIST', 'No Experiment with id=99999999999999999999 exists'],
  ['2147483646', 404, 'RESOURCE_DOES_NOT_EXIST', 'No Experiment with id=2147483646 exists'],
])('%s names no experiment', async (experiment_id, status, error_code, message) => {
  const { get } = await project();
  expect(await get(GET, { experiment_id })).toMatchObject({
    status,
    body: { error_code, message: expect.stringContaining(message) },
  });
});

test.each(['s3://bucket/some/prefix', 'file:///mnt/shared/runs', '/mnt/shared', 'my location', 'dbfs:/runs/π'])(
  'files may be kept by clients under %s, which is said back as it was given',
  async (artifact_location) => {
    const { get, post } = await project();
    const { experiment_id } = (await post(CREATE, { name: 'outside', artifact_location })).body;
    expect((await get(GET, { experiment_id })).body.experiment.artifact_location).toBe(artifact_location);
    const { info } = (await post(CREATE_RUN, { experiment_id })).body.run;
    expect(info.artifact_uri).toBe(`${artifact_location}/${info.run_id}/artifacts`);
    expect((await get(GET_RUN, { run_id: info.run_id })).body.run.info).toEqual(info);
  },
);

test.each([
  'http:///?/../../etc',
  'http:///#/../../etc/',
  'https://host/path',
  'ftp://host/path',
  's3://bucket/a/../../b',
  's3://bucket/a/%2e%2e/b',
  's3://bucket/a/%252e%252e%252fb',
  's3://bucket/a?x=1',
  's3://bucket/a#b',
  's3://bucket/a;b',
  's3://bucket/%3Bparams',
  'file:///a\\..\\b',
  'file:///a/%0a',
  'runs:/abc/model',
  'mlflow-artifacts:/../x',
  'mlflow-artifacts:/7',
  'mlflow-artifacts://elsewhere:5000/7',
  'MLFLOW-ARTIFACTS:/7',
  '..',
  `s3://bucket/${'x'.repeat(2_048)}`,
])('%s is no place for files', async (artifact_location) => {
  const { post } = await project();
  expect(await post(CREATE, { name: 'outside', artifact_location })).toMatchObject(refused(/artifact/));
});

test('experiments of other projects are reached by no call', async () => {
  const [mine, other] = [await project(), await project()];
  const { experiment_id } = (await mine.post(CREATE, { name: 'mine', tags: [{ key: 'k', value: 'v' }] })).body;
  expect(await other.get(GET, { experiment_id })).toMatchObject(missing);
  expect(await other.get(GET_BY_NAME, { experiment_name: 'mine' })).toMatchObject(missing);
  for (const [route, fields] of [
    [DELETE, {}],
    [RESTORE, {}],
    [UPDATE, { new_name: 'theirs' }],
    [SET_TAG, { key: 'k', value: 'theirs' }],
    [DELETE_TAG, { key: 'k' }],
    [CREATE_RUN, {}],
  ] as const) {
    expect(await other.post(route, { experiment_id, ...fields })).toMatchObject(missing);
  }
  expect((await mine.get(GET, { experiment_id })).body.experiment).toMatchObject({
    name: 'mine',
    lifecycle_stage: 'active',
    tags: [{ key: 'k', value: 'v' }],
  });
  expect((await other.post(CREATE, { name: 'mine' })).status).toBe(200);
});

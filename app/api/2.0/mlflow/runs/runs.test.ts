import { expect, test } from 'vitest';
import { POST as CREATE_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/create/route.ts';
import { POST as DELETE_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/delete/route.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE } from './create/route.ts';
import { POST as DELETE } from './delete/route.ts';
import { POST as DELETE_TAG } from './delete-tag/route.ts';
import { GET } from './get/route.ts';
import { POST as LOG_INPUTS } from './log-inputs/route.ts';
import { POST as LOG_MODEL } from './log-model/route.ts';
import { POST as LOG_PARAM } from './log-parameter/route.ts';
import { POST as OUTPUTS } from './outputs/route.ts';
import { POST as RESTORE } from './restore/route.ts';
import { POST as SET_TAG } from './set-tag/route.ts';
import { POST as UPDATE } from './update/route.ts';

const t = await testDatabase();

/** Calls in a project of its own, and short ways to make a run and to read it back. */
async function project() {
  const ctx = await t.newCtx();
  const { get, post } = mlflowCaller(ctx.project.slug);
  return {
    ctx,
    get,
    post,
    begin: async (fields: object = {}) => {
      const { body } = await post(CREATE, fields);
      return body.run.info.run_id as string;
    },
    read: async (run_id: string) => {
      const { body } = await get(GET, { run_id });
      const pairs = (list: { key: string; value: string }[] = []) =>
        Object.fromEntries(list.map(({ key, value }) => [key, value]));
      const { data, ...rest } = body.run;
      return { ...rest, params: pairs(data.params), tags: pairs(data.tags) };
    },
  };
}

const ok = { status: 200, body: {} };
const missing = { status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } };
const refused = (message: RegExp) => ({
  status: 400,
  body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
});

test('a run begins with what its client says of it and is read back so', async () => {
  const { ctx, get, post } = await project();
  const parent = (await post(CREATE, {})).body.run.info.run_id;
  const created = await post(CREATE, {
    experiment_id: '0',
    start_time: 0,
    user_id: 'ada',
    run_name: 'first',
    tags: [
      { key: 'mlflow.parentRunId', value: parent },
      { key: 'mlflow.user', value: 'grace' },
      { key: 'any (thing)', value: 'ü'.repeat(8_001) },
    ],
  });
  const { run } = created.body;
  expect(run.info).toEqual({
    run_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    run_uuid: run.info.run_id,
    run_name: 'first',
    experiment_id: '0',
    user_id: 'ada',
    status: 'RUNNING',
    start_time: 0,
    artifact_uri: `mlflow-artifacts:/0/${run.info.run_id}/artifacts`,
    lifecycle_stage: 'active',
  });
  expect(run).toMatchObject({ inputs: {}, outputs: {} });
  expect(Object.fromEntries(run.data.tags.map((tag: { key: string; value: string }) => [tag.key, tag.value]))).toEqual({
    'mlflow.parentRunId': parent,
    'mlflow.user': 'grace',
    'mlflow.runName': 'first',
    'any (thing)': 'ü'.repeat(8_000),
  });
  const back = (await get(GET, { run_id: run.info.run_id })).body.run;
  expect(back.info).toEqual(run.info);
  expect(new Set(back.data.tags)).toEqual(new Set(run.data.tags));
  expect((await get(GET, { run_uuid: run.info.run_id })).body.run).toEqual(back);
  expect(await ctx.db.run.findUnique({ where: { id: run.info.run_id } })).toMatchObject({
    kind: 'external',
    parentRunId: parent,
    actor: expect.any(String),
    lastWordAt: expect.any(Date),
  });
});

test('the name of a run and its tag mlflow.runName are one, and one is invented where there is none', async () => {
  const { post, begin, read } = await project();
  const tag = (value: string) => [{ key: 'mlflow.runName', value }];
  expect(await read(await begin({ tags: tag('tagged') }))).toMatchObject({ info: { run_name: 'tagged' } });
  expect(await read(await begin({ run_name: 'same', tags: tag('same') }))).toMatchObject({
    info: { run_name: 'same' },
    tags: { 'mlflow.runName': 'same' },
  });
  expect(await post(CREATE, { run_name: 'one', tags: tag('two') })).toMatchObject(
    refused(/different values \(run_name='one', mlflow\.runName='two'\)/),
  );
  for (const fields of [{}, { run_name: '' }]) {
    const { info, tags } = await read(await begin(fields));
    expect(info.run_name).toMatch(/^[a-z]+-[a-z]+-\d{1,3}$/);
    expect(tags['mlflow.runName']).toBe(info.run_name);
  }

  const run_id = await begin({ run_name: 'before' });
  const names = async () => {
    const { info, tags } = await read(run_id);
    return [info.run_name, tags['mlflow.runName']];
  };
  await post(UPDATE, { run_id, run_name: 'by name' });
  expect(await names()).toEqual(['by name', 'by name']);
  await post(UPDATE, { run_id, run_name: '' });
  expect(await names()).toEqual(['by name', 'by name']);
  await post(SET_TAG, { run_id, key: 'mlflow.runName', value: 'by tag' });
  expect(await names()).toEqual(['by tag', 'by tag']);
  await post(DELETE_TAG, { run_id, key: 'mlflow.runName' });
  expect(await names()).toEqual(['by tag', undefined]);
  await post(UPDATE, { run_id, run_name: 'again' });
  expect(await names()).toEqual(['again', 'again']);
});

test.each([
  ['FINISHED', 'FINISHED', 'finished'],
  ['FAILED', 'FAILED', 'failed'],
  ['KILLED', 'KILLED', 'canceled'],
  [3, 'FINISHED', 'finished'],
])('a run ends as %s', async (status, wire, own) => {
  const { ctx, post, begin } = await project();
  const run_id = await begin();
  const end_time = 5_000_000_000_000;
  expect((await post(UPDATE, { run_id, status, end_time })).body.run_info).toMatchObject({ status: wire, end_time });
  expect(await ctx.db.run.findUnique({ where: { id: run_id } })).toMatchObject({
    status: own,
    endedAt: new Date(end_time),
  });
});

test('an end is what a client says it is; a run that is resumed has none', async () => {
  const { post, begin } = await project();
  const run_id = await begin();
  const update = async (fields: object) => (await post(UPDATE, { run_id, ...fields })).body.run_info;
  expect(await update({ status: 'FINISHED' })).not.toHaveProperty('end_time');
  const end_time = 1_600_000_000_000;
  expect(await update({ end_time })).toMatchObject({ status: 'FINISHED', end_time });
  expect(await update({ run_name: 'renamed' })).toMatchObject({ status: 'FINISHED', end_time });
  // The fluent API sends the end it read back with it.
  const resumed = await update({ status: 'RUNNING', end_time: String(end_time) });
  expect(resumed).toMatchObject({ status: 'RUNNING' });
  expect(resumed).not.toHaveProperty('end_time');
  expect(await update({ status: 'SCHEDULED', end_time: 1_000 })).toMatchObject({
    status: 'SCHEDULED',
    end_time: 1_000,
  });
});

test.each([0, -1, 2 ** 31, 2 ** 31 * 1_000 + 7, 8_640_000_000_000_000, -62_135_596_800_000])(
  'a run may start at %d and ends when it says',
  async (time) => {
    const { post, begin, read } = await project();
    const run_id = await begin({ start_time: time });
    await post(UPDATE, { run_id, status: 'FINISHED', end_time: String(time) });
    expect((await read(run_id)).info).toMatchObject({ start_time: time, end_time: time });
  },
);

const routes = {
  create: CREATE,
  update: UPDATE,
  'log-parameter': LOG_PARAM,
  'set-tag': SET_TAG,
  outputs: OUTPUTS,
  'log-model': LOG_MODEL,
  'log-inputs': LOG_INPUTS,
};

test.each([
  ['create', { start_time: 8_640_000_000_000_001 }, /Invalid value 8640000000000001 for parameter 'start_time'/],
  ['create', { start_time: -70_000_000_000_000 }, /for parameter 'start_time'/],
  ['create', { start_time: '9223372036854775807' }, /for parameter 'start_time'/],
  ['create', { start_time: 1.5 }, /Invalid value 1.5 for parameter 'start_time'/],
  ['create', { run_name: 7 }, /Invalid value 7 for parameter 'run_name'/],
  ['create', { tags: [{ value: 'v' }] }, /Missing value for required parameter 'tags\[0\].key'/],
  ['create', { tags: [{ key: 'k'.repeat(251), value: '' }] }, /'key' exceeds the maximum length of 250/],
  ['create', { experiment_id: 'none' }, /Invalid experiment ID 'none'/],
  ['update', { status: 'DONE' }, /Invalid value "DONE" for parameter 'status' supplied: must be one of SCHEDULED/],
  ['update', { end_time: 'late' }, /for parameter 'end_time'/],
  ['update', { end_time: 8_640_000_000_000_001 }, /for parameter 'end_time'/],
  ['log-parameter', {}, /Missing value for required parameter 'key'/],
  ['log-parameter', { key: '' }, /Missing value for required parameter 'key'/],
  ['log-parameter', { key: 31, value: '41' }, /Invalid value 31 for parameter 'key'/],
  ['log-parameter', { key: 'k', value: 41 }, /Invalid value 41 for parameter 'value'/],
  ['log-parameter', { key: 'a(b)', value: '' }, /Invalid value "a\(b\)" for parameter 'key' supplied: Names may only/],
  ['log-parameter', { key: '../up', value: '' }, /for parameter 'key' supplied: Names are read as paths/],
  ['log-parameter', { key: '/root', value: '' }, /for parameter 'key'/],
  ['log-parameter', { key: 'a//b', value: '' }, /for parameter 'key'/],
  ['log-parameter', { key: 'a/', value: '' }, /for parameter 'key'/],
  ['log-parameter', { key: 'k'.repeat(251), value: '' }, /exceeds the maximum length of 250/],
  ['set-tag', { value: 'v' }, /Missing value for required parameter 'key'/],
  ['set-tag', { key: 'k', value: 41 }, /Invalid value 41 for parameter 'value'/],
  ['set-tag', { key: './k', value: '' }, /for parameter 'key'/],
  ['outputs', { models: [{ step: 1 }] }, /Missing value for required parameter 'models\[0\].model_id'/],
  ['outputs', {}, /Missing value for required parameter 'models'/],
  ['log-model', { model_json: 'no' }, /Malformed model info/],
  ['log-model', { model_json: '{"flavors":{}}' }, /missing mandatory fields: artifact_path, utc_time_created, run_id/],
  ['log-inputs', { datasets: 'x' }, /Invalid value "x" for parameter 'datasets'/],
] as const)('%s refuses %j', async (call, fields, message) => {
  const { ctx, post, begin } = await project();
  const run_id = await begin();
  expect(await post(routes[call], { run_id, ...fields })).toMatchObject(refused(message));
  expect(await ctx.db.param.count({ where: { runId: run_id } })).toBe(0);
});

test('a call that names no run says so', async () => {
  const { get, post } = await project();
  const noRun = refused(/Missing value for required parameter 'run_id'/);
  expect(await get(GET)).toMatchObject(noRun);
  expect(await post(SET_TAG, { key: 'k', value: 'v' })).toMatchObject(noRun);
  expect(await post(LOG_INPUTS, { datasets: [] })).toMatchObject(noRun);
  expect(await post(LOG_PARAM, { run_id: 31, key: 'k', value: 'v' })).toMatchObject(
    refused(/Invalid value 31 for parameter 'run_id' supplied/),
  );
});

test.each([
  ['run_name', 8_000],
  ['user_id', 256],
])('a %s has at most %d characters', async (field, most) => {
  const { post } = await project();
  expect(await post(CREATE, { [field]: '🌊'.repeat(most) })).toMatchObject({ status: 200 });
  expect(await post(CREATE, { [field]: 'x'.repeat(most + 1) })).toMatchObject(
    refused(new RegExp(`${field}.*maximum length of ${most} characters`)),
  );
});

test('a param is written once: its value again is fine, another one is refused', async () => {
  const { post, begin, read } = await project();
  const run_id = await begin();
  const log = (key: string, value?: string) => post(LOG_PARAM, { run_uuid: run_id, key, value });
  expect(await log('lr', '0.1')).toEqual(ok);
  expect(await log('lr', '0.1')).toEqual(ok);
  expect(await log('lr', '0.2')).toEqual({
    status: 400,
    body: {
      error_code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining(
        `Changing param values is not allowed. Param with key='lr' was already logged with value='0.1' for run ID='${run_id}'. Attempted logging new value '0.2'.`,
      ),
    },
  });
  expect(await log('empty', '')).toEqual(ok);
  expect(await log('größe: a-b/c.d _1', '😀'.repeat(6_001))).toEqual(ok);
  expect(await log('größe: a-b/c.d _1', '😀'.repeat(6_000))).toEqual(ok);
  expect((await read(run_id)).params).toEqual({
    lr: '0.1',
    empty: '',
    'größe: a-b/c.d _1': '😀'.repeat(6_000),
  });
});

test('the same param from many clients at once is written once, and all but one value is refused', async () => {
  const { post, begin, read } = await project();
  const run_id = await begin();
  const values = Array.from({ length: 12 }, (_, index) => String(index % 3));
  const answers = await Promise.all(values.map((value) => post(LOG_PARAM, { run_id, key: 'x', value })));
  const { x } = (await read(run_id)).params;
  expect(answers.map(({ status }) => status)).toEqual(values.map((value) => (value === x ? 200 : 400)));
});

test('tags are written over and removed; long values are cut, lists that clients read back are not', async () => {
  const { ctx, post, begin, read } = await project();
  const run_id = await begin();
  const set = (key: string, value?: string) => post(SET_TAG, { run_id, key, value });
  await set('k', 'first');
  await set('k', 'zwei\nZeilen');
  await set('none');
  await set('huge', 'x'.repeat(3_000_000));
  const list = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => ({ path: `t${index}.json`, type: 'table' })));
  await set('mlflow.loggedArtifacts', list);
  expect((await read(run_id)).tags).toMatchObject({
    k: 'zwei\nZeilen',
    none: '',
    huge: 'x'.repeat(8_000),
    'mlflow.loggedArtifacts': list,
  });
  expect(await post(DELETE_TAG, { run_id, key: 'k' })).toEqual(ok);
  expect((await read(run_id)).tags).not.toHaveProperty('k');
  expect(await post(DELETE_TAG, { run_id, key: 'k' })).toMatchObject({
    ...missing,
    body: { message: expect.stringMatching(/^No tag with name: k in run with id/) },
  });
  expect(await post(DELETE_TAG, { run_id: 'other', key: 'k' })).toMatchObject({
    ...missing,
    body: { message: expect.stringMatching(/^Run with id=other not found/) },
  });

  const parent = await begin();
  const parentOf = async () => (await ctx.db.run.findUniqueOrThrow({ where: { id: run_id } })).parentRunId;
  await set('mlflow.parentRunId', parent);
  expect(await parentOf()).toBe(parent);
  await post(DELETE_TAG, { run_id, key: 'mlflow.parentRunId' });
  expect(await parentOf()).toBeNull();
});

test('an ended run takes writes, a deleted one refuses them until it is restored', async () => {
  const { post, begin, read } = await project();
  const run_id = await begin();
  await post(UPDATE, { run_id, status: 'FINISHED' });
  const writes = [
    () => post(LOG_PARAM, { run_id, key: 'late', value: '1' }),
    () => post(SET_TAG, { run_id, key: 'late', value: '1' }),
    () => post(SET_TAG, { run_id, key: 'mlflow.source.git.commit', value: 'abc' }),
    () => post(UPDATE, { run_id, run_name: 'late' }),
    () => post(LOG_INPUTS, { run_id, datasets: [], models: [] }),
    () => post(LOG_MODEL, { run_id, model_json: model('m') }),
    () => post(DELETE_TAG, { run_id, key: 'late' }),
  ];
  for (const write of writes) expect((await write()).status).toBe(200);
  expect(await post(DELETE, { run_id })).toEqual(ok);
  expect(await post(DELETE, { run_id })).toEqual(ok);
  const deleted = await read(run_id);
  expect(deleted.info.lifecycle_stage).toBe('deleted');
  for (const write of writes) {
    expect(await write()).toMatchObject(
      refused(/^The run \w+ must be in the 'active' state. Current state is deleted/),
    );
  }
  expect(await read(run_id)).toEqual(deleted);
  expect(await post(RESTORE, { run_id })).toEqual(ok);
  expect(await post(RESTORE, { run_id })).toEqual(ok);
  expect((await read(run_id)).info.lifecycle_stage).toBe('active');
  expect(await writes[1]?.()).toEqual(ok);
});

const dataset = { name: 'flights', digest: 'f0f3e026', source_type: 'local', source: '{"uri":"/data/a.csv"}' };

test('datasets of one request stand in the order in which they were sent', async () => {
  const { post, begin, read } = await project();
  const [before, run_id] = [await begin({}), await begin({})];
  const names = ['train', 'holdout', 'validation', 'calibration', 'audit', 'test'];
  const datasets = names.map((name) => ({ dataset: { name, digest: 'd', source_type: 'local', source: '{}' } }));
  // One that the experiment knows already does not come before the new ones.
  await post(LOG_INPUTS, { run_id: before, datasets: datasets.slice(3, 4) });
  expect(await post(LOG_INPUTS, { run_id, datasets })).toEqual(ok);
  const { inputs } = await read(run_id);
  expect(inputs.dataset_inputs.map((one: { dataset: { name: string } }) => one.dataset.name)).toEqual(names);
});

test('a dataset is known by name and digest in its experiment, and what was told first of it stands', async () => {
  const { ctx, post, begin, read } = await project();
  const run_id = await begin();
  const log = (datasets: object[], run = run_id) => post(LOG_INPUTS, { run_id: run, datasets });
  const tags = [
    { key: 'mlflow.data.context', value: 'training' },
    { key: 'foo', value: 'baz' },
  ];
  const full = { ...dataset, schema: '{"a":1}', profile: '{"num_rows":2}' };
  expect(await log([{ dataset: full, tags }])).toEqual(ok);
  const first = await read(run_id);
  expect(first.inputs.dataset_inputs).toEqual([{ dataset: full, tags: expect.arrayContaining(tags) }]);
  const again = { ...full, source: 'elsewhere', profile: 'other' };
  expect(await log([{ dataset: again, tags: [{ key: 'x', value: 'y' }] }, { dataset: again }])).toEqual(ok);
  expect((await read(run_id)).inputs).toEqual(first.inputs);
  expect(await log([{ dataset: { ...dataset, digest: 'other' } }, { dataset: { ...dataset, name: 'test' } }])).toEqual(
    ok,
  );
  expect((await read(run_id)).inputs.dataset_inputs).toHaveLength(3);

  const second = await begin();
  expect(await log([{ dataset: again }], second)).toEqual(ok);
  expect((await read(second)).inputs.dataset_inputs).toEqual([{ dataset: full }]);
  const { experiment_id } = (await post(CREATE_EXPERIMENT, { name: 'else' })).body;
  const elsewhere = await begin({ experiment_id });
  expect(await log([{ dataset: again }], elsewhere)).toEqual(ok);
  expect((await read(elsewhere)).inputs.dataset_inputs).toEqual([{ dataset: again }]);
  expect(await ctx.db.loggedDataset.count({ where: { projectId: ctx.project.id } })).toBe(4);
});

test.each([
  ['name', 500],
  ['digest', 36],
  ['source', 65_535],
  ['schema', 1_048_575],
  ['profile', 16_777_215],
])('the %s of a dataset has at most %i characters', async (field, most) => {
  const { post, begin } = await project();
  const run_id = await begin();
  const log = (length: number) =>
    post(LOG_INPUTS, { run_id, datasets: [{ dataset: { ...dataset, [field]: 'x'.repeat(length) } }] });
  expect(await log(most + 1)).toMatchObject(
    refused(
      new RegExp(`parameter 'datasets\\[0\\]\\.dataset\\.${field}'.* '${field}' exceeds the maximum length of ${most}`),
    ),
  );
  expect(await log(most)).toEqual(ok);
});

test.each([
  [{ key: 'k'.repeat(256), value: 'v' }, /'key' exceeds the maximum length of 255/],
  [{ key: 'k', value: 'v'.repeat(501) }, /'value' exceeds the maximum length of 500/],
  [{ value: 'v' }, /Missing value for required parameter 'datasets\[0\].tags\[0\].key'/],
])('%j is no tag of an input', async (tag, message) => {
  const { post, begin } = await project();
  const run_id = await begin();
  expect(await post(LOG_INPUTS, { run_id, datasets: [{ dataset, tags: [tag] }] })).toMatchObject(refused(message));
});

/** A logged model of a project. */
async function loggedModel(ctx: Awaited<ReturnType<typeof t.newCtx>>, digit: string) {
  const { id } = await ctx.db.experiment.findFirstOrThrow({ where: { projectId: ctx.project.id } });
  const model = {
    id: `m-${digit.repeat(32)}`,
    projectId: ctx.project.id,
    experimentId: id,
    name: 'm',
    status: 'READY',
  };
  await ctx.db.loggedModel.create({ data: model });
  return model.id;
}

test('models that a run read and made are linked once; models of other projects are not', async () => {
  const [{ ctx, post, begin, read }, other] = [await project(), await project()];
  const [mine, theirs] = [await loggedModel(ctx, 'a'), await loggedModel(other.ctx, 'b')];
  const run_id = await begin();
  expect(await post(LOG_INPUTS, { run_id, models: [{ model_id: mine }] })).toEqual(ok);
  expect(await post(OUTPUTS, { run_id, models: [{ model_id: mine, step: 3 }] })).toEqual(ok);
  expect(await post(OUTPUTS, { run_id, models: [{ model_id: mine, step: '9' }] })).toEqual(ok);
  expect(await post(LOG_INPUTS, { run_id, models: [{ model_id: mine }, { model_id: theirs }] })).toMatchObject(missing);
  expect(await post(OUTPUTS, { run_id, models: [{ model_id: theirs, step: 1 }] })).toMatchObject(missing);
  expect(await read(run_id)).toMatchObject({
    inputs: { model_inputs: [{ model_id: mine }] },
    outputs: { model_outputs: [{ model_id: mine, step: 9 }] },
  });
});

function model(path: string): string {
  return JSON.stringify({
    artifact_path: path,
    run_id: 'r',
    utc_time_created: '2026-01-01 00:00:00',
    model_uuid: 'u',
    signature: {},
    flavors: { python_function: { config: { a: 1 }, code: 'code' }, tf: 'body' },
  });
}

test('models logged by old clients are kept in the order they came, also those logged at once', async () => {
  const { post, begin, read } = await project();
  const run_id = await begin();
  expect(await post(LOG_MODEL, { run_id, model_json: model('first') })).toEqual(ok);
  const { tags } = await read(run_id);
  expect(tags['mlflow.log-model.history']).toBe(
    '[{"artifact_path": "first", "run_id": "r", "utc_time_created": "2026-01-01 00:00:00", "model_uuid": "u", ' +
      '"flavors": {"python_function": {"code": "code"}, "tf": "body"}}]',
  );
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => post(LOG_MODEL, { run_id, model_json: model(`p${index}`) })),
  );
  const history = JSON.parse((await read(run_id)).tags['mlflow.log-model.history']);
  expect(history).toHaveLength(9);
  expect(new Set(history.map((one: { artifact_path: string }) => one.artifact_path)).size).toBe(9);
});

test('runs of other projects are reached by no call', async () => {
  const [mine, other] = [await project(), await project()];
  const run_id = await mine.begin({ run_name: 'mine', tags: [{ key: 'k', value: 'v' }] });
  const before = await mine.read(run_id);
  expect(await other.get(GET, { run_id })).toMatchObject(missing);
  for (const [route, fields] of [
    [UPDATE, { status: 'FAILED', run_name: 'theirs' }],
    [DELETE, {}],
    [RESTORE, {}],
    [SET_TAG, { key: 'k', value: 'theirs' }],
    [DELETE_TAG, { key: 'k' }],
    [LOG_PARAM, { key: 'k', value: 'theirs' }],
    [LOG_INPUTS, { datasets: [{ dataset }] }],
    [OUTPUTS, { models: [{ model_id: `m-${'a'.repeat(32)}` }] }],
    [LOG_MODEL, { model_json: model('theirs') }],
  ] as const) {
    expect(await other.post(route, { run_id, ...fields })).toMatchObject({
      ...missing,
      body: { message: expect.stringMatching(/^Run with id=\w+ not found/) },
    });
  }
  expect(await mine.read(run_id)).toEqual(before);
  const child = await other.begin({ tags: [{ key: 'mlflow.parentRunId', value: run_id }] });
  expect(await other.ctx.db.run.findUnique({ where: { id: child } })).toMatchObject({ parentRunId: null });
  await other.post(SET_TAG, { run_id: child, key: 'mlflow.parentRunId', value: run_id });
  expect(await other.ctx.db.run.findUnique({ where: { id: child } })).toMatchObject({ parentRunId: null });
});

test('what a job makes takes tags from clients and nothing else', async () => {
  const { ctx, post, begin, read } = await project();
  const experiment_id = String((await createExperiment({ ctx, input: { name: 'of jobs' } })).id);
  const run_id = await begin({ experiment_id });
  await ctx.db.run.update({ where: { id: run_id }, data: { kind: 'train' } });
  const evidence = refused(/is executed by a job of the platform/);
  expect(await post(SET_TAG, { run_id, key: 'mlflow.runName', value: 'noted' })).toEqual(ok);
  expect(await post(LOG_PARAM, { run_id, key: 'k', value: 'v' })).toMatchObject(evidence);
  expect(await post(UPDATE, { run_id, status: 'FINISHED' })).toMatchObject(evidence);
  expect(await post(LOG_INPUTS, { run_id, datasets: [{ dataset }] })).toMatchObject(evidence);
  expect(await post(OUTPUTS, { run_id, models: [{ model_id: 'm' }] })).toMatchObject(evidence);
  expect(await post(DELETE, { run_id })).toMatchObject(refused(/A job still works on run/));
  await post(DELETE_EXPERIMENT, { experiment_id });
  expect(await read(run_id)).toMatchObject({
    info: { run_name: 'noted', status: 'RUNNING', lifecycle_stage: 'active' },
  });
});

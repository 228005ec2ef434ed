import { beforeAll, describe, expect, test } from 'vitest';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE_EXPERIMENT } from '../../experiments/create/route.ts';
import { POST as SEARCH_DATASETS } from '../../experiments/search-datasets/route.ts';
import { POST as CREATE } from '../create/route.ts';
import { POST as DELETE } from '../delete/route.ts';
import { POST as LOG_BATCH } from '../log-batch/route.ts';
import { POST as LOG_INPUTS } from '../log-inputs/route.ts';
import { POST as UPDATE } from '../update/route.ts';
import { POST as SEARCH } from './route.ts';

const t = await testDatabase();
const start = 1_700_000_000_000;
const { project } = await t.newCtx();
const { post } = mlflowCaller(project.slug);
const ids: Record<string, string> = {};

const point = (key: string, value: number | string) => ({ key, value, timestamp: start, step: 3 });
const pairs = (of: Record<string, string>) => Object.entries(of).map(([key, value]) => ({ key, value }));

interface Made {
  metrics: Record<string, number | string>;
  params: Record<string, string>;
  tags: Record<string, string>;
  status: string;
}

/** Five runs, each known by its name, a letter; the tests only read them. */
const made: Record<string, Made> = {
  a: {
    metrics: { loss: 0.5, acc: 0.9 },
    params: { model: 'CNN', lr: '0.1' },
    tags: { team: 'Vision' },
    status: 'FINISHED',
  },
  b: {
    metrics: { loss: 0.25, acc: 0.8 },
    params: { model: 'cnn', lr: '0.01' },
    tags: { team: 'vision' },
    status: 'FAILED',
  },
  c: {
    metrics: { loss: -1, 'a/b c': 1 },
    params: { model: '50%_x' },
    tags: { team: 'nlp', 'odd key': '1' },
    status: 'RUNNING',
  },
  d: {
    metrics: { loss: 'NaN', acc: '-Infinity' },
    params: { model: "it's", empty: '' },
    tags: { team: '雪 ünï' },
    status: 'KILLED',
  },
  e: { metrics: {}, params: { bs: '32' }, tags: {}, status: 'FINISHED' },
};

beforeAll(async () => {
  for (const [index, [name, run]] of Object.entries(made).entries()) {
    const begun = {
      experiment_id: '0',
      run_name: name,
      start_time: start + 1000 * index,
      tags: pairs(run.tags),
      user_id: `user-${name}`,
    };
    const { body } = await post(CREATE, begun);
    const { run_id } = body.run.info;
    ids[name] = run_id;
    const metrics = Object.entries(run.metrics).map(([key, value]) => point(key, value));
    await post(LOG_BATCH, { run_id, metrics, params: pairs(run.params) });
    const ended = run.status === 'RUNNING' ? {} : { end_time: start + 1000 * index + 500 };
    await post(UPDATE, { run_id, status: run.status, ...ended });
  }
  for (const [name, dataset, digest, context] of [
    ['a', 'Flights', 'd1', 'training'],
    ['b', 'flights', 'd2', 'eval'],
  ]) {
    const described = { name: dataset, digest, source_type: 'code', source: '{}', schema: '{"n":1}' };
    const tags = [{ key: 'mlflow.data.context', value: context }];
    await post(LOG_INPUTS, { run_id: ids[name ?? ''], datasets: [{ tags, dataset: described }] });
  }
});

const names = (body: { runs?: { info: { run_name: string } }[] }) =>
  (body.runs ?? []).map((run) => run.info.run_name).join('');

async function found(filter: string, more: object = {}): Promise<string> {
  const { status, body } = await post(SEARCH, { experiment_ids: ['0'], filter, order_by: ['start_time'], ...more });
  expect(body.message).toBeUndefined();
  expect(status).toBe(200);
  return names(body);
}

describe('each operator on each entity', () => {
  test.each([
    ['', 'abcde'],
    ['metrics.loss = 0.5', 'a'],
    // What is missing fits nothing, and NaN is no number but differs from all.
    ['metrics.loss != 0.5', 'bcd'],
    ['metrics.loss > 0', 'ab'],
    ['metrics.loss >= 0.25', 'ab'],
    ['metrics.loss < 0.5', 'bc'],
    ['metrics.loss <= 0.5', 'abc'],
    ['metrics.loss = 0', ''],
    ['metrics.acc < 0', 'd'],
    ['metrics.acc > 1e300', ''],
    ['metrics.`a/b c` = 1', 'c'],
    ['metrics.never != 1', ''],
    ["params.model = 'CNN'", 'a'],
    ["params.model != 'CNN'", 'bcd'],
    ["params.model LIKE 'C%'", 'a'],
    ["params.model ilike 'cn_'", 'ab'],
    ["params.model LIKE '50\\%\\_x'", 'c'],
    ["params.model LIKE '%\\'", ''],
    ['params.lr IS NULL', 'cde'],
    ['params.lr IS NOT NULL', 'ab'],
    ["params.empty = ''", 'd'],
    ['params.model = "it\'s"', 'd'],
    ["tags.team = 'vision'", 'b'],
    ["tags.team != 'vision'", 'acd'],
    ["tags.team LIKE '%ision'", 'ab'],
    ["tags.team ILIKE 'VIS%'", 'ab'],
    ["tags.team = '雪 ünï'", 'd'],
    ['tags.team IS NULL', 'e'],
    ['tags.`odd key` IS NOT NULL', 'c'],
    ["tags.mlflow.runName = 'a'", 'a'],
    ["run_name = 'a'", 'a'],
    ["attributes.`Run name` != 'a'", 'bcde'],
    ["run_name LIKE 'A'", ''],
    ["run_name ILIKE 'A'", 'a'],
    ["status = 'FINISHED'", 'ae'],
    ["status = 'finished'", ''],
    ["status != 'FINISHED'", 'bcd'],
    ["status LIKE 'F%'", 'abe'],
    ["status ILIKE '%ed'", 'abde'],
    ["user_id = 'user-b'", 'b'],
    ["user_id != 'user-b'", 'acde'],
    ["user_id LIKE 'user%'", 'abcde'],
    ["user_id ILIKE 'USER-A'", 'a'],
    ["artifact_uri LIKE 'mlflow-artifacts:/0/%/artifacts'", 'abcde'],
    ["artifact_uri = 'x'", ''],
    ['start_time = 1700000001000', 'b'],
    ['start_time != 1700000001000', 'acde'],
    ['start_time > 1700000001000', 'cde'],
    ['start_time >= 1700000001000.5', 'cde'],
    ['created <= 1700000001000', 'ab'],
    ['start_time < 99999999999999999999', 'abcde'],
    ['end_time > 1700000001500', 'de'],
    ['end_time != 0', 'abde'],
    ["dataset.name = 'Flights'", 'a'],
    ["datasets.name != 'Flights'", 'b'],
    ["dataset.name ILIKE 'FLI%'", 'ab'],
    ["dataset.name NOT IN ('Flights')", 'b'],
    ["dataset.digest IN ('d1', 'x')", 'a'],
    ["dataset.context = 'training'", 'a'],
    ["dataset.context LIKE '%a%'", 'ab'],
    ["metrics.loss > 0 and dataset.name = 'flights' AND status = 'FAILED' AND params.lr = '0.01'", 'b'],
    ["tags.team = 'x'';drop table run;--'", ''],
  ])('%s', async (filter, expected) => {
    expect(await found(filter)).toBe(expected);
  });

  test('run_id, also from lists', async () => {
    const { a = '', b = '' } = ids;
    expect(await found(`run_id = '${a}'`)).toBe('a');
    expect(await found(`run_id != '${a}'`)).toBe('bcde');
    expect(await found(`run_id LIKE '${a.slice(0, 31)}_'`)).toContain('a');
    expect(await found(`attributes.run_id IN ('${a}', '${b}', 'x') AND metrics.loss < 0.5`)).toBe('b');
    expect(await found(`run_id NOT IN ('${a}', '${b}')`)).toBe('cde');
  });
});

test.each([
  [[], 'edcba'],
  [['metrics.loss'], 'cbade'],
  [['metrics.loss DESC'], 'abcde'],
  [['metrics.acc', 'metrics.loss'], 'dbace'],
  [['params.lr DESC'], 'abedc'],
  [['tags.`odd key`'], 'cedba'],
  [['tags.team DESC', 'run_name'], 'dbcae'],
  [['end_time'], 'abdec'],
  [['end_time DESC'], 'edbac'],
  [['status', 'run_name'], 'baedc'],
  [['run_name DESC'], 'edcba'],
  [['attributes.Created ASC'], 'abcde'],
  [['user_id DESC'], 'edcba'],
])('the order %j, and the same in pages of two', async (order_by, expected) => {
  expect(await found('', { order_by })).toBe(expected);
  let [seen, page_token]: [string, string | undefined] = ['', undefined];
  do {
    const { body } = await post(SEARCH, { experiment_ids: ['0'], order_by, max_results: 2, page_token });
    seen += names(body);
    page_token = body.next_page_token;
  } while (page_token !== undefined);
  expect(seen).toBe(expected);
});

test('a run comes with all that it holds', async () => {
  const { body } = await post(SEARCH, { experiment_ids: ['0'], filter: "run_name IS NOT NULL AND run_name = 'a'" });
  expect(body.message).toMatch(/only supported for tags and params/);
  const both = await post(SEARCH, { experiment_ids: ['0'], filter: "run_name = 'a' OR run_name = 'b'" });
  expect(both.status).toBe(400);
  const { body: one } = await post(SEARCH, { experiment_ids: ['0'], filter: "run_name = 'a'" });
  expect(one.runs).toHaveLength(1);
  const [run] = one.runs;
  expect(run.info).toMatchObject({
    run_id: ids.a,
    run_uuid: ids.a,
    status: 'FINISHED',
    user_id: 'user-a',
    experiment_id: '0',
    lifecycle_stage: 'active',
    start_time: start,
  });
  expect(run.data.metrics).toHaveLength(2);
  expect(run.data.metrics).toContainEqual({ key: 'loss', value: 0.5, timestamp: start, step: 3 });
  expect(run.data.params).toEqual(expect.arrayContaining(pairs({ model: 'CNN', lr: '0.1' })));
  expect(run.data.tags).toEqual(expect.arrayContaining(pairs({ team: 'Vision', 'mlflow.runName': 'a' })));
  const dataset = { name: 'Flights', digest: 'd1', source_type: 'code', source: '{}', schema: '{"n":1}' };
  expect(run.inputs).toEqual({
    dataset_inputs: [{ tags: [{ key: 'mlflow.data.context', value: 'training' }], dataset }],
  });
  expect(run.outputs).toEqual({});
  const { body: odd } = await post(SEARCH, { experiment_ids: ['0'], filter: "run_name = 'd'" });
  expect(odd.runs[0].data.metrics).toEqual(expect.arrayContaining([point('loss', 'NaN'), point('acc', '-Infinity')]));
  const { body: bare } = await post(SEARCH, { experiment_ids: ['0'], filter: "run_name = 'e'" });
  expect(bare.runs[0].data).not.toHaveProperty('metrics');
});

test('experiments that the project does not have hold nothing', async () => {
  const made = await post(CREATE_EXPERIMENT, { name: 'other' });
  const other = made.body.experiment_id;
  await post(CREATE, { experiment_id: other, run_name: 'x', start_time: start });
  expect(await found('', { experiment_ids: [other, '0', '0'] })).toHaveLength(6);
  expect(await found('', { experiment_ids: [other] })).toBe('x');
  expect(await found('', { experiment_ids: ['999999', '99999999999'] })).toBe('');
  expect(await post(SEARCH, { experiment_ids: [] })).toEqual({ status: 200, body: {} });
  const stranger = mlflowCaller((await t.newCtx()).project.slug);
  expect(await stranger.post(SEARCH, { experiment_ids: [other, '0'] })).toEqual({ status: 200, body: {} });
});

test('deleted runs are seen only in views that ask for them', async () => {
  const { post: send } = mlflowCaller((await t.newCtx()).project.slug);
  for (const run_name of ['kept', 'gone']) {
    const { body } = await send(CREATE, { experiment_id: '0', run_name });
    if (run_name === 'gone') await send(DELETE, { run_id: body.run.info.run_id });
  }
  const view = async (run_view_type?: string | number) => {
    const { body } = await send(SEARCH, { experiment_ids: ['0'], run_view_type, order_by: ['run_name'] });
    return names(body);
  };
  expect(await view()).toBe('kept');
  expect(await view('ACTIVE_ONLY')).toBe('kept');
  expect(await view('DELETED_ONLY')).toBe('gone');
  expect(await view(3)).toBe('gonekept');
  expect(await view('ALL')).toBe('gonekept');
  expect(await view('nonsense')).toBe('kept');
});

test.each<[object, RegExp]>([
  [{ max_results: 0 }, /Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer/],
  [{ max_results: -1 }, /max_results/],
  [{ max_results: 50_001 }, /It must be at most 50000/],
  [{ max_results: 'many' }, /max_results/],
  [{ filter: 5 }, /filter/],
  [{ filter: "params.a = '\u0000'" }, /NUL/],
  [{ filter: 'metrics.loss > 1e999' }, /beyond the range of a float64/],
  [{ order_by: 'metrics.loss' }, /order_by/],
  [{ order_by: ['metrics.loss', 'metrics.loss DESC'] }, /`order_by` contains duplicate fields/],
  [{ order_by: ['nothing'] }, /Invalid attribute key 'nothing'/],
  [{ experiment_ids: '0' }, /experiment_ids/],
  [{ experiment_ids: ['abc'] }, /Invalid experiment ID 'abc'. Experiment ID must be a valid integer/],
  [{ page_token: 'no token' }, /Invalid page token.*'page_token'/],
  [{ page_token: 'eyJvZmZzZXQiOiAtNX0=' }, /Invalid page token/],
])('%j is refused', async (fields, message) => {
  expect(await post(SEARCH, { experiment_ids: ['0'], ...fields })).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
  });
});

test('a page token is good for its own query alone, whatever the size of the next page', async () => {
  const query = { experiment_ids: ['0'], order_by: ['metrics.loss'], max_results: 2 };
  const { body } = await post(SEARCH, query);
  const page_token = body.next_page_token;
  expect(names((await post(SEARCH, { ...query, page_token, max_results: 50 })).body)).toBe('ade');
  for (const other of [
    { order_by: ['metrics.loss DESC'] },
    { filter: 'metrics.loss > 0' },
    { experiment_ids: ['0', '5'] },
    { run_view_type: 'ALL' },
  ]) {
    expect(await post(SEARCH, { ...query, page_token, ...other })).toMatchObject({ status: 400 });
  }
  const stranger = mlflowCaller((await t.newCtx()).project.slug);
  expect(await stranger.post(SEARCH, { ...query, page_token })).toMatchObject({ status: 400 });
});

test('the datasets of experiments, each with what it was used for', async () => {
  expect(await post(SEARCH_DATASETS, { experiment_ids: ['0'] })).toEqual({
    status: 200,
    body: {
      dataset_summaries: [
        { experiment_id: '0', name: 'Flights', digest: 'd1', context: 'training' },
        { experiment_id: '0', name: 'flights', digest: 'd2', context: 'eval' },
      ],
    },
  });
  expect(await post(SEARCH_DATASETS, { experiment_ids: ['424242'] })).toEqual({ status: 200, body: {} });
  const none = await post(SEARCH_DATASETS, {});
  expect(none.body.message).toBe('SearchDatasets request must specify at least one experiment_id.');
  const many = await post(SEARCH_DATASETS, { experiment_ids: Array.from({ length: 21 }, (_, id) => String(id)) });
  expect(many.body.message).toContain('cannot specify more than 20 experiment_ids. Received 21');
});

import { beforeAll, expect, test } from 'vitest';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE_RUN } from '../../runs/create/route.ts';
import { POST as LOG_BATCH } from '../../runs/log-batch/route.ts';
import { PATCH as FINALIZE } from '../[model_id]/route.ts';
import { POST as CREATE } from '../route.ts';
import { POST as SEARCH } from './route.ts';

const t = await testDatabase();
const { project } = await t.newCtx();
const { post, patch } = mlflowCaller(project.slug);
const ids: Record<string, string> = {};

const pairs = (of: Record<string, string>) => Object.entries(of).map(([key, value]) => ({ key, value }));

beforeAll(async () => {
  const { body } = await post(CREATE_RUN, { experiment_id: '0', run_name: 'r' });
  const { run_id } = body.run.info;
  ids.run = run_id;
  const models = {
    a: {
      params: { lr: '0.1', kind: 'CNN' },
      tags: { team: 'Vision' },
      metrics: [
        [0.9, 'val', 'd1'],
        [0.5, 'test', 'd2'],
      ],
    },
    b: { params: { lr: '0.2', kind: 'cnn' }, tags: { team: 'vision', 'odd key': '1' }, metrics: [[0.8, 'val', 'd1']] },
    c: { params: {}, tags: {}, metrics: [] },
  } as const;
  for (const [name, { params, tags, metrics }] of Object.entries(models)) {
    const source = name === 'c' ? {} : { source_run_id: run_id };
    const fields = { experiment_id: '0', name: `model-${name}`, params: pairs(params), tags: pairs(tags), ...source };
    const answer = await post(CREATE, name === 'a' ? { ...fields, model_type: 'agent' } : fields);
    const { model_id } = answer.body.model.info;
    ids[name] = model_id;
    const points = metrics.map(([value, dataset_name, dataset_digest]) => ({
      key: 'acc',
      value,
      timestamp: 5,
      step: 0,
      model_id,
      dataset_name,
      dataset_digest,
    }));
    if (points.length > 0) await post(LOG_BATCH, { run_id, metrics: points });
    if (name !== 'c') await patch(FINALIZE, { status: 'LOGGED_MODEL_READY' }, { model_id });
  }
});

interface Body {
  models?: { info: { name: string } }[];
}
const names = (body: Body) => (body.models ?? []).map((one) => one.info.name.replace('model-', '')).join('');

async function found(filter: string, more: object = {}): Promise<string> {
  const order_by = [{ field_name: 'name' }];
  const { status, body } = await post(SEARCH, { experiment_ids: ['0'], filter, order_by, ...more });
  expect(body.message).toBeUndefined();
  expect(status).toBe(200);
  return names(body);
}

test.each([
  ['', 'abc'],
  ["name = 'model-a'", 'a'],
  ["attributes.name != 'model-a'", 'bc'],
  ["name LIKE 'MODEL%'", ''],
  ["name ilike 'MODEL%'", 'abc'],
  ["name IN ('model-a', 'model-c')", 'ac'],
  ["name NOT IN ('model-a')", 'bc'],
  ["model_type = 'agent'", 'a'],
  ["model_type != 'x'", 'a'],
  ["status = 'READY'", 'ab'],
  ["status = 'PENDING'", 'c'],
  ['creation_timestamp > 1000', 'abc'],
  ['creation_time < 1000', ''],
  ['last_updated_timestamp_ms != 5', 'abc'],
  ["params.kind = 'CNN'", 'a'],
  ["params.kind != 'CNN'", 'b'],
  ["params.kind ILIKE 'C%'", 'ab'],
  ["params.kind IN ('cnn', 'x')", 'b'],
  ["tags.team NOT IN ('vision')", 'a'],
  ["tags.`odd key` = '1'", 'b'],
  ['metrics.acc > 0.85', 'a'],
  ['metrics.acc = 0.8', 'b'],
  ['metrics.acc != 0.8', 'a'],
  ['metrics.acc <= 0.8', 'ab'],
  ["metrics.acc < 0.6 AND params.kind = 'CNN'", 'a'],
  ['metrics.never > 0', ''],
])('%s', async (filter, expected) => {
  expect(await found(filter)).toBe(expected);
});

test('ids, and the run that made them', async () => {
  expect(await found(`model_id = '${ids.b}'`)).toBe('b');
  expect(await found(`source_run_id IN ('${ids.run}')`)).toBe('ab');
});

test('metrics may be those of a dataset', async () => {
  const on = (dataset_name: string, dataset_digest?: string) => ({ datasets: [{ dataset_name, dataset_digest }] });
  expect(await found('metrics.acc < 0.6', on('val', 'd1'))).toBe('');
  expect(await found('metrics.acc < 0.6', on('test', 'd2'))).toBe('a');
  expect(await found('metrics.acc > 0', on('val', 'd9'))).toBe('');
  expect(await found('metrics.acc > 0', on('val'))).toBe('ab');
  expect(await found('', on('test'))).toBe('a');
});

test.each([
  [[], 'cba'],
  [[{ field_name: 'name', ascending: false }], 'cba'],
  [[{ field_name: 'creation_time', ascending: true }], 'abc'],
  [[{ field_name: 'model_type' }], 'acb'],
  [[{ field_name: 'metrics.acc', dataset_name: 'val' }], 'bac'],
  [[{ field_name: 'metrics.acc', ascending: false, dataset_name: 'val', dataset_digest: 'd1' }], 'abc'],
  [[{ field_name: 'metrics.acc', ascending: false, dataset_digest: 'd2' }], 'acb'],
])('the order %j, and the same in pages of one', async (order_by, expected) => {
  expect(await found('', { order_by })).toBe(expected);
  let [seen, page_token]: [string, string | undefined] = ['', undefined];
  do {
    const { body } = await post(SEARCH, { experiment_ids: ['0'], order_by, max_results: 1, page_token });
    seen += names(body);
    page_token = body.next_page_token;
  } while (page_token !== undefined);
  expect(seen).toBe(expected);
});

test.each<[object, RegExp]>([
  [{ filter: "foo.bar = 'x'" }, /Invalid entity type 'foo'/],
  [{ filter: "nothing = 'x'" }, /Invalid attribute key 'nothing'/],
  [{ filter: "params.kind > 'x'" }, /Invalid comparison operator '>'/],
  [{ filter: "metrics.acc > 'x'" }, /Expected numeric value type/],
  [{ filter: "name = 'a' OR name = 'b'" }, /Invalid filter string: 'OR' at column 12/],
  [{ order_by: [{ field_name: 'params.lr' }] }, /params.lr. Only metrics are supported/],
  [{ order_by: [{ field_name: 'creation_tim' }] }, /did you mean 'creation_time'/],
  [{ order_by: [{}] }, /field_name/],
  [{ datasets: [{ dataset_digest: 'd1' }] }, /`dataset_name` in the `datasets` clause must be specified/],
  [{ max_results: -1 }, /max_results/],
  [{ page_token: 'junk' }, /Invalid page token/],
])('%j is refused', async (fields, message) => {
  expect(await post(SEARCH, { experiment_ids: ['0'], ...fields })).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
  });
});

test('a page token is good for its own query, in its own project', async () => {
  const query = { experiment_ids: ['0'], max_results: 2 };
  const page_token = (await post(SEARCH, query)).body.next_page_token;
  expect(names((await post(SEARCH, { ...query, page_token })).body)).toBe('a');
  const other = await post(SEARCH, { ...query, filter: "name != 'x'", page_token });
  expect(other).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('Filter string in the page token does not match') },
  });
  const stranger = mlflowCaller((await t.newCtx()).project.slug);
  expect(await stranger.post(SEARCH, { ...query, page_token })).toMatchObject({ status: 400 });
  expect(await stranger.post(SEARCH, query)).toEqual({ status: 200, body: {} });
});

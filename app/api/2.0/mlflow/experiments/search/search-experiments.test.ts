import { beforeAll, expect, test } from 'vitest';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE } from '../create/route.ts';
import { POST as DELETE } from '../delete/route.ts';
import { GET, POST } from './route.ts';

const t = await testDatabase();
const { project } = await t.newCtx();
const { get, post } = mlflowCaller(project.slug);
const ids: Record<string, string> = {};

beforeAll(async () => {
  const made: Record<string, { key: string; value: string }[]> = {
    alpha: [
      { key: 'team', value: 'Vision' },
      { key: 'odd key', value: '1' },
    ],
    'Alpha 2': [{ key: 'team', value: 'vision' }],
    beta_x: [
      { key: 'team', value: 'nlp' },
      { key: 'empty', value: '' },
    ],
    雪: [],
    gone: [],
  };
  for (const [name, tags] of Object.entries(made)) ids[name] = (await post(CREATE, { name, tags })).body.experiment_id;
  await post(DELETE, { experiment_id: ids.gone });
});

interface Body {
  experiments?: { name: string; experiment_id: string }[];
}
const names = (body: Body) => (body.experiments ?? []).map((one) => one.name);
const found = async (filter: string) =>
  names((await post(POST, { filter, order_by: ['name'], max_results: 100 })).body);

test.each<[string, string[]]>([
  ['', ['Alpha 2', 'Default', 'alpha', 'beta_x', '雪']],
  ["name = 'alpha'", ['alpha']],
  ["attribute.name != 'alpha'", ['Alpha 2', 'Default', 'beta_x', '雪']],
  ["name LIKE 'Alpha%'", ['Alpha 2']],
  ["name ilike 'ALPHA%'", ['Alpha 2', 'alpha']],
  ["tags.team = 'vision'", ['Alpha 2']],
  ["tag.team != 'vision'", ['alpha', 'beta_x']],
  ["tags.team LIKE '%ision'", ['Alpha 2', 'alpha']],
  ["tags.team ILIKE 'VISION'", ['Alpha 2', 'alpha']],
  ['tags.team IS NULL', ['Default', '雪']],
  ['tags.`odd key` IS NOT NULL', ['alpha']],
  ["tags.empty = ''", ['beta_x']],
  ['creation_time > 0 AND last_update_time >= 1000', ['Alpha 2', 'Default', 'alpha', 'beta_x', '雪']],
  ['creation_time < 1000', []],
  ['creation_time != 5', ['Alpha 2', 'Default', 'alpha', 'beta_x', '雪']],
  ["experiment_id = '0'", ['Default']],
])('%s', async (filter, expected) => {
  expect(await found(filter)).toEqual(expected);
});

test('ids are compared as numbers', async () => {
  const { alpha, beta_x: beta } = ids;
  expect(await found(`experiment_id IN ('${alpha}', '${beta}')`)).toEqual(['alpha', 'beta_x']);
  expect(await found(`experiment_id NOT IN ('${alpha}', '0')`)).toEqual(['Alpha 2', 'beta_x', '雪']);
  expect(await found(`experiment_id != '${alpha}'`)).not.toContain('alpha');
});

test.each<[string[], string[]]>([
  [[], ['雪', 'beta_x', 'Alpha 2', 'alpha']],
  [['name DESC'], ['雪', 'beta_x', 'alpha', 'Alpha 2']],
  [
    ['creation_time', 'experiment_id ASC'],
    ['alpha', 'Alpha 2', 'beta_x', '雪'],
  ],
  [['last_update_time DESC'], ['雪', 'beta_x', 'Alpha 2', 'alpha']],
  [['experiment_id'], ['alpha', 'Alpha 2', 'beta_x', '雪']],
])('the order %j, and the same in pages of one', async (order_by, expected) => {
  const query = { order_by, filter: "name != 'Default'" };
  expect(names((await post(POST, { ...query, max_results: 50 })).body)).toEqual(expected);
  const seen: string[] = [];
  let page_token: string | undefined;
  do {
    const { body } = await get(GET, { ...query, max_results: 1, page_token });
    seen.push(...names(body));
    page_token = body.next_page_token;
  } while (page_token);
  expect(seen).toEqual(expected);
});

test('views, and the default experiment under its own id', async () => {
  const view = async (view_type: string) => names((await post(POST, { view_type, max_results: 50 })).body);
  expect(await view('DELETED_ONLY')).toEqual(['gone']);
  expect(await view('ALL')).toHaveLength(6);
  const { body } = await get(GET, { filter: "name = 'Default'", max_results: 1 });
  expect(body).toEqual({
    experiments: [
      expect.objectContaining({
        experiment_id: '0',
        artifact_location: 'mlflow-artifacts:/0',
        lifecycle_stage: 'active',
      }),
    ],
  });
  const stranger = mlflowCaller((await t.newCtx()).project.slug);
  expect(names((await stranger.post(POST, { max_results: 5 })).body)).toEqual(['Default']);
});

test.each<[object, RegExp]>([
  [{}, /Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer/],
  [{ max_results: 50_001 }, /at most 50000/],
  [{ max_results: 5, filter: 'attributes.foo = 1' }, /Invalid entity type 'attributes'.*did you mean 'attribute.foo'/],
  [{ max_results: 5, filter: "experiment_id = 'x'" }, /Invalid experiment ID 'x' at column 17/],
  [{ max_results: 5, order_by: ['tags.team'] }, /Invalid order_by entity: tag/],
  [{ max_results: 5, page_token: 'junk' }, /Invalid page token/],
])('%j is refused', async (fields, message) => {
  expect(await post(POST, fields)).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
  });
});

test('a page token of another query is refused', async () => {
  const { body } = await post(POST, { max_results: 2, order_by: ['name'] });
  const again = { max_results: 2, page_token: body.next_page_token };
  expect(await post(POST, { ...again, order_by: ['name DESC'] })).toMatchObject({ status: 400 });
  expect(await post(POST, { ...again, order_by: ['name'] })).toMatchObject({ status: 200 });
});

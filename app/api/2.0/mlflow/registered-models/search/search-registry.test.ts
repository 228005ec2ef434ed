import { beforeAll, describe, expect, test } from 'vitest';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE_VERSION } from '../../model-versions/create/route.ts';
import { DELETE as DELETE_VERSION } from '../../model-versions/delete/route.ts';
import { GET as VERSIONS } from '../../model-versions/search/route.ts';
import { POST as CREATE_RUN } from '../../runs/create/route.ts';
import { POST as CREATE } from '../create/route.ts';
import { GET as MODELS } from './route.ts';

const t = await testDatabase();
const { project } = await t.newCtx();
const { get, post, delete: remove } = mlflowCaller(project.slug);
const prompt = { key: 'mlflow.prompt.is_prompt', value: 'true' };
const runs: string[] = [];

beforeAll(async () => {
  for (const run_name of ['one', 'two']) {
    const { body } = await post(CREATE_RUN, { experiment_id: '0', run_name });
    runs.push(body.run.info.run_id);
  }
  const models: Record<string, { key: string; value: string }[]> = {
    fraud: [
      { key: 'team', value: 'Risk' },
      { key: 'odd key', value: '1' },
    ],
    'Fraud 2': [{ key: 'team', value: 'risk' }],
    churn_x: [{ key: 'empty', value: '' }],
    greeting: [prompt],
  };
  for (const [name, tags] of Object.entries(models)) await post(CREATE, { name, tags });
  const version = (name: string, run: number, folder: string, tags: object[] = []) =>
    post(CREATE_VERSION, { name, source: `runs:/${runs[run]}/${folder}`, run_id: runs[run], tags });
  await version('fraud', 0, 'm1', [{ key: 'stage', value: 'Old' }]);
  await version('fraud', 1, 'm2', [{ key: 'stage', value: 'new' }]);
  await version('Fraud 2', 0, 'm1', [{ key: 'stage', value: 'new' }]);
  await version('churn_x', 1, 'gone');
  await remove(DELETE_VERSION, { name: 'churn_x', version: '1' });
  await post(CREATE_VERSION, { name: 'greeting', source: 'prompt-template', tags: [prompt] });
});

const models = async (fields: object) => {
  const { body } = await get(MODELS, fields);
  return (body.registered_models ?? []).map((one: { name: string }) => one.name);
};
const versions = async (fields: object) => {
  const { body } = await get(VERSIONS, fields);
  return (body.model_versions ?? []).map((one: { name: string; version: string }) => `${one.name}/${one.version}`);
};

describe('registered models', () => {
  test.each<[string, string[]]>([
    ['', ['Fraud 2', 'churn_x', 'fraud']],
    ["name = 'fraud'", ['fraud']],
    ["name != 'fraud'", ['Fraud 2', 'churn_x']],
    ["name LIKE 'f%'", ['fraud']],
    ["name ILIKE 'F%'", ['Fraud 2', 'fraud']],
    ["name IN ('fraud', 'x')", ['fraud']],
    ["name NOT IN ('fraud')", ['Fraud 2', 'churn_x']],
    ["tags.team = 'risk'", ['Fraud 2']],
    ["tag.team != 'risk'", ['fraud']],
    ["tags.team LIKE '%isk'", ['Fraud 2', 'fraud']],
    ["tags.team ILIKE 'RISK'", ['Fraud 2', 'fraud']],
    ["tags.`odd key` = '1'", ['fraud']],
    ["tags.empty = ''", ['churn_x']],
    ["tag.`mlflow.prompt.is_prompt` != 'true'", ['Fraud 2', 'churn_x', 'fraud']],
    ["tags.`mlflow.prompt.is_prompt` = 'false' AND name ILIKE 'f%'", ['Fraud 2', 'fraud']],
    ["tags.`mlflow.prompt.is_prompt` = 'true'", ['greeting']],
    ["tags.`mlflow.prompt.is_prompt` != 'False'", ['greeting']],
  ])('%s', async (filter, expected) => {
    expect(await models({ filter })).toEqual(expected);
  });

  test('orders, and pages of one', async () => {
    expect(await models({ order_by: 'name DESC' })).toEqual(['fraud', 'churn_x', 'Fraud 2']);
    expect(await models({ order_by: ['timestamp', 'name DESC'] })).toHaveLength(3);
    const seen: string[] = [];
    let page_token: string | undefined;
    do {
      const { body } = await get(MODELS, { max_results: 1, page_token, order_by: 'last_updated_timestamp DESC' });
      seen.push(...(body.registered_models ?? []).map((one: { name: string }) => one.name));
      page_token = body.next_page_token;
    } while (page_token);
    expect(seen).toEqual(await models({ order_by: 'last_updated_timestamp DESC' }));
  });

  test('a model comes with its tags and the newest version of each stage', async () => {
    const { body } = await get(MODELS, { filter: "name = 'fraud'" });
    expect(body.registered_models).toMatchObject([
      {
        latest_versions: [{ version: '2', current_stage: 'None' }],
        tags: expect.arrayContaining([{ key: 'team', value: 'Risk' }]),
      },
    ]);
  });
});

describe('model versions', () => {
  test.each<[string, string[]]>([
    ['', ['Fraud 2/1', 'fraud/2', 'fraud/1']],
    ["name = 'fraud'", ['fraud/2', 'fraud/1']],
    ["name IN ('Fraud 2')", ['Fraud 2/1']],
    ['version_number = 1', ['Fraud 2/1', 'fraud/1']],
    ["version_number != '1'", ['fraud/2']],
    ['version_number > 1', ['fraud/2']],
    ["version_number <= 1 AND name LIKE 'fra%'", ['fraud/1']],
    ["source_path LIKE '%/m1'", ['Fraud 2/1', 'fraud/1']],
    ["tags.stage = 'new'", ['Fraud 2/1', 'fraud/2']],
    ["tags.stage != 'new'", ['fraud/1']],
    ["tag.stage ILIKE 'OLD'", ['fraud/1']],
    ["name = 'greeting'", []],
    ["tags.`mlflow.prompt.is_prompt` = 'true'", ['greeting/1']],
  ])('%s', async (filter, expected) => {
    expect(await versions({ filter, order_by: 'name' })).toEqual(expected);
  });

  test('are found by their runs', async () => {
    expect(await versions({ filter: `run_id = '${runs[0]}'`, order_by: 'name' })).toEqual(['Fraud 2/1', 'fraud/1']);
    expect(await versions({ filter: `run_id IN ('${runs[1]}', 'x')` })).toEqual(['fraud/2']);
    expect(await versions({ filter: `run_id NOT IN ('${runs[0]}')` })).toEqual(['fraud/2']);
  });

  test('orders, and pages of one', async () => {
    expect((await versions({})).toSorted()).toEqual(['Fraud 2/1', 'fraud/1', 'fraud/2']);
    expect(await versions({ order_by: ['version_number DESC', 'name DESC'] })).toEqual([
      'fraud/2',
      'fraud/1',
      'Fraud 2/1',
    ]);
    const seen: string[] = [];
    let page_token: string | undefined;
    do {
      const { body } = await get(VERSIONS, { max_results: 1, page_token, order_by: ['name', 'version_number'] });
      seen.push(
        ...(body.model_versions ?? []).map((one: { name: string; version: string }) => `${one.name}/${one.version}`),
      );
      page_token = body.next_page_token;
    } while (page_token);
    expect(seen).toEqual(['Fraud 2/1', 'fraud/1', 'fraud/2']);
  });
});

const refusedBy: [typeof MODELS, object, RegExp][] = [
  [MODELS, { max_results: 0 }, /max_results/],
  [
    MODELS,
    { max_results: 1_001 },
    /Invalid value for request parameter max_results. It must be at most 1000, but got value 1001/,
  ],
  [MODELS, { filter: "run_id = 'x'" }, /Invalid attribute key 'run_id' specified/],
  [MODELS, { order_by: ['name', 'creation_timestamp DESC'] }, /Invalid order by key 'creation_timestamp' specified/],
  [MODELS, { order_by: 'timestamp DESC blah' }, /Invalid order_by clause '.+'/],
  [MODELS, { page_token: 'junk' }, /Invalid page token, could not base64-decode/],
  [VERSIONS, { max_results: 200_001 }, /at most 200000/],
  [VERSIONS, { filter: "version_number = 'x'" }, /no whole number/],
  [VERSIONS, { filter: 'run_id IN ()' }, /empty list/],
  [VERSIONS, { order_by: 'run_id' }, /Invalid attribute key 'run_id' specified/],
  [VERSIONS, { page_token: 'junk' }, /Invalid page token/],
];

test.each(refusedBy)('bad questions are refused: %#', async (route, fields, message) => {
  expect(await get(route, fields)).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
  });
});

test('another project sees nothing of it', async () => {
  const stranger = mlflowCaller((await t.newCtx()).project.slug);
  expect(await stranger.get(MODELS, {})).toEqual({ status: 200, body: {} });
  expect(await stranger.get(VERSIONS, { filter: "name = 'fraud'" })).toEqual({ status: 200, body: {} });
});

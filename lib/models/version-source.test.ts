import { describe, expect, test } from 'vitest';
import { parseVersionSource } from './version-source.ts';

const id = 'a'.repeat(32);

describe('parseVersionSource', () => {
  test.each([
    [`models:/m-${id}`, { type: 'logged-model', id: `m-${id}` }],
    ['models:/flights/3', { type: 'version', model: 'flights', number: 3 }],
    ['models:/flights@champion', { type: 'version', model: 'flights', alias: 'champion' }],
    ['models:/flights/Production', { type: 'version', model: 'flights', stage: 'Production' }],
    ['models:/flights/latest', { type: 'version', model: 'flights' }],
    [`runs:/${id}/model`, { type: 'run', runId: id, path: 'model' }],
    [`runs:/${id}`, { type: 'run', runId: id, path: '' }],
    [`mlflow-artifacts:/0/${id}/artifacts/model`, { type: 'artifacts', address: `0/${id}/artifacts/model` }],
    [`mlflow-artifacts://host:5000/0/${id}/artifacts`, { type: 'artifacts', address: `0/${id}/artifacts` }],
    ['s3://bucket/models/1', { type: 'outside', uri: 's3://bucket/models/1' }],
    ['dbfs:/models/1', { type: 'outside', uri: 'dbfs:/models/1' }],
  ])('%s', (source, parsed) => {
    expect(parseVersionSource(source)).toEqual(parsed);
  });

  test.each([
    'file:///etc',
    'file:/etc/passwd',
    'FILE:///etc',
    '/etc/passwd',
    'model',
    '../model',
    './model',
    'C:\\models',
    'c:/models',
    'http://attacker/api/2.0/mlflow-artifacts/artifacts/',
    'https://169.254.169.254/latest',
    'ftp://attacker/x',
    'http:///?/../../etc',
    's3://bucket/../other',
    's3://bucket/%2e%2e/other',
    's3://bucket/%252e%252e%252fother',
    's3://bucket/a?/../b',
    's3://bucket/a#/../b',
    's3://bucket/a;/../b',
    's3:/bucket/a/../../b',
    `runs:/${id}/../other`,
    `runs:/${id}/..%2f..%2fother`,
    `runs:/${id}/a\\..\\b`,
    `runs://other/${id}/model`,
    'runs:/../../etc',
    `models://other/m-${id}`,
    'models:/../etc/1',
    'models:/',
    'models:/a/b/c',
    'mlflow-artifacts:/../x',
    'mlflow-artifacts:/',
    `mlflow-artifacts:/0/${id}/artifacts/..%2f..%2fx`,
    'mlflow-artifacts:/0/\0/x',
    'javascript:alert(1)',
    '',
  ])('refuses %j', (source) => {
    expect(() => parseVersionSource(source)).toThrow(/Invalid model version source|Invalid path/);
  });
});

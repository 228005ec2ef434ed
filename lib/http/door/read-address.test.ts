import { expect, test } from 'vitest';
import { isMlflowAddress, readAddress } from './read-address.ts';

test.each([
  ['/api/v1/runs?limit=1', undefined, undefined, '/api/v1/runs?limit=1'],
  ['/p/flights/api/v1/runs', undefined, 'flights', '/api/v1/runs'],
  ['/ajax-api/2.0/mlflow/runs/get?run_id=1', undefined, undefined, '/api/2.0/mlflow/runs/get?run_id=1'],
  ['/p/flights/ajax-api/2.0/mlflow/runs/get', undefined, 'flights', '/api/2.0/mlflow/runs/get'],
  ['/p/flights/health', undefined, 'flights', '/health'],
  ['/api/2.0/mlflow/runs/get', 'flights', 'flights', '/api/2.0/mlflow/runs/get'],
  ['/p/birds/api/2.0/mlflow/runs/get', 'flights', 'birds', '/api/2.0/mlflow/runs/get'],
  ['/api/v1/runs', 'flights', undefined, '/api/v1/runs'],
  ['/p/flights/runs/1', undefined, undefined, '/p/flights/runs/1'],
])('%s with workspace %s is project %s at %s', (raw, workspace, project, target) => {
  const address = readAddress(raw, workspace);
  expect(address.project).toBe(project);
  expect(address.target).toBe(target);
  expect(`/${address.segments.join('/')}`).toBe(target.split('?')[0]);
});

test.each(['/p/NOT%20a%20slug/api/v1/runs', '/p/-/health'])('%s names no project', (raw) => {
  expect(() => readAddress(raw, undefined)).toThrow('no project of this name');
});

test('a workspace that cannot be the name of a project is not found', () => {
  expect(() => readAddress('/api/2.0/mlflow/runs/get', '../etc')).toThrow('no project of this name');
});

test('errors of MLflow addresses, also below unknown calls, are in its shape', () => {
  expect(isMlflowAddress(['api', '2.0', 'mlflow', 'nothing'])).toBe(true);
  expect(isMlflowAddress(['get-artifact'])).toBe(true);
  expect(isMlflowAddress(['api', 'v1', 'runs'])).toBe(false);
  expect(isMlflowAddress(['p', 'default', 'runs'])).toBe(false);
});

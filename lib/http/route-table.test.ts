import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { decodePath, entryOf, makeRouteTable } from './route-table.ts';

const route = defineRoute({ summary: 'Test', auth: 'owner', answer: z.null(), handler: () => null });

const table = makeRouteTable(
  [
    'api/v1/runs',
    'api/v1/runs/[run]',
    'api/v1/runs/compare',
    'api/v1/runs/[run]/artifacts/[...path]',
    'api/v1/runs/[run]/metrics',
    'api/v1/(group)/datasets',
    'api/2.0/mlflow/runs/log-batch',
  ].map((folder) => entryOf(folder, { GET: route })),
);

function match(raw: string) {
  const found = table.match(decodePath(raw));
  return found && { pattern: found.entry.pattern, params: found.params };
}

describe('an address', () => {
  test.each([
    ['/api/v1/runs', '/api/v1/runs', {}],
    ['/api/v1/runs/abc', '/api/v1/runs/{run}', { run: 'abc' }],
    ['/api/v1/runs/compare', '/api/v1/runs/compare', {}],
    ['/api/v1/runs/compare/metrics', '/api/v1/runs/{run}/metrics', { run: 'compare' }],
    ['/api/v1/runs/a%20b', '/api/v1/runs/{run}', { run: 'a b' }],
    ['/api/v1/runs/a+b', '/api/v1/runs/{run}', { run: 'a+b' }],
    ['/api/v1/runs/100%25', '/api/v1/runs/{run}', { run: '100%' }],
    ['/api/v1/runs/%F0%9F%A6%8A', '/api/v1/runs/{run}', { run: '🦊' }],
    [
      '/api/v1/runs/x/artifacts/model/weights.bin',
      '/api/v1/runs/{run}/artifacts/{path}',
      { run: 'x', path: ['model', 'weights.bin'] },
    ],
    ['/api/v1/runs/x/artifacts/a%3Fb/c%23d', '/api/v1/runs/{run}/artifacts/{path}', { run: 'x', path: ['a?b', 'c#d'] }],
    ['/api/v1/datasets', '/api/v1/datasets', {}],
  ])('%s is %s', (raw, pattern, params) => {
    expect(match(raw)).toEqual({ pattern, params });
  });

  test.each([
    '/api/v1',
    '/api/v1/run',
    '/api/v1/runs/',
    '/api/v1//runs',
    '/api/v1/runs//metrics',
    '/api/v1/runs/x/artifacts',
    '/api/v1/runs/x/artifacts/',
    '/api/v1/runs/x/artifacts/a//b',
    '/api/v1/RUNS',
    '/api/v1/(group)/datasets',
    '/api/v1/runs/[run]/nothing',
    '/',
  ])('%s is none of ours', (raw) => {
    expect(match(raw)).toBeUndefined();
  });

  test.each([
    '/api/v1/runs/..',
    '/api/v1/runs/../../../etc/passwd',
    '/api/v1/runs/%2e%2e/x',
    '/api/v1/runs/.%2E/x',
    '/api/v1/runs/%2E',
    '/api/v1/runs/x/artifacts/..%2f..%2fetc',
    '/api/v1/runs/x/artifacts/%252e%252e%252fetc',
    '/api/v1/runs/x/artifacts/%25252e',
    '/api/v1/runs/x/artifacts/a%2Fb',
    '/api/v1/runs/x/artifacts/a%5Cb',
    '/api/v1/runs/x/artifacts/a\\..\\b',
    '/api/v1/runs/x/artifacts/a%00b',
    '/api/v1/runs/x/artifacts/a%2500b',
    '/api/v1/runs/%',
    '/api/v1/runs/%zz',
    '/api/v1/runs/%c0%ae%c0%ae',
    'http://evil.example/api/v1/runs',
    '*',
    '',
  ])('%j is refused', (raw) => {
    expect(() => decodePath(raw)).toThrow(/^The address /);
  });
});

test('two folders with one address do not start', () => {
  const twice = ['api/v1/runs/[run]', 'api/v1/(group)/runs/[id]'].map((folder) => entryOf(folder, { GET: route }));
  expect(() => makeRouteTable(twice)).toThrow(/Two routes answer/);
});

test('folder names that we do not understand do not start', () => {
  for (const folder of ['api/[[...path]]', 'api/@slot/x', 'api/[a-b]'])
    expect(() => entryOf(folder, {})).toThrow(/not one our router knows/);
});

test('near addresses are named', () => {
  expect(table.near(decodePath('/api/v1/rusn'))[0]).toBe('/api/v1/runs');
  expect(table.near(decodePath('/api/v1/runs/abc/metric'))).toContain('/api/v1/runs/{run}/metrics');
  expect(table.near(decodePath('/api/completely/different/thing/that/is/long'))).toEqual([]);
});

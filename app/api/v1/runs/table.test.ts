import { expect, test } from 'vitest';
import { GET as KEYS } from '#app/api/v1/experiments/[experiment]/keys/route.ts';
import { GET as VALUES } from '#app/api/v1/experiments/[experiment]/values/route.ts';
import { POST as BULK } from '#app/api/v1/runs/bulk/route.ts';
import { POST as COUNT } from '#app/api/v1/runs/count/route.ts';
import { GET as DOWNLOAD, POST as EXPORT } from '#app/api/v1/runs/export/route.ts';
import { POST as GROUPS } from '#app/api/v1/runs/groups/route.ts';
import { POST as QUERY } from '#app/api/v1/runs/query/route.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import type { Route } from '#lib/http/define-route.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();

async function callerOf(slug: string) {
  return async (
    route: Route,
    { params = {}, query = '', body }: { params?: object; query?: string; body?: object },
  ) => {
    const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { host: 'localhost:3000', 'x-traza-project': slug, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await route(request, { params: Promise.resolve(params as Record<string, string>) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

// Outside production every answer is checked against its schema.
test('a page asks for its runs, changes them and takes them away', async () => {
  const ctx = await t.newCtx();
  const call = await callerOf(ctx.project.slug);
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'one' } });
  for (const [index, value] of [0.5, Number.NaN, Number.POSITIVE_INFINITY].entries()) {
    const { runId } = await createRun({
      ctx,
      input: { experimentId, name: `r${index}`, params: { seed: String(index) } },
    });
    await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value }] } });
  }
  const json = async (route: Route, of: Parameters<typeof call>[1]) => JSON.parse((await call(route, of)).text);

  const columns = ['metric:loss', 'metric:loss:min', 'created'];
  const sort = [{ by: 'metric:loss', order: 'asc' }];
  const page = await json(QUERY, { body: { experimentId, columns, sort, limit: 2 } });
  expect(page.rows.map((row: { cells: unknown[] }) => row.cells.slice(0, 2))).toEqual([
    [0.5, 0.5],
    ['Infinity', 'Infinity'],
  ]);
  const rest = await json(QUERY, { body: { experimentId, columns, sort, limit: 2, cursor: page.nextCursor } });
  expect(rest).toMatchObject({ rows: [{ name: 'r1', cells: ['NaN', null, expect.any(String)] }], nextCursor: null });
  expect(await json(COUNT, { body: { experimentId } })).toEqual({ count: 3, exact: true });
  const params = { experiment: String(experimentId) };
  expect(await json(KEYS, { params, query: '?kind=metric&text=lo' })).toMatchObject({ items: ['loss'] });
  expect(await json(VALUES, { params, query: '?field=param:seed' })).toEqual({
    items: ['0', '1', '2'],
    complete: true,
  });
  const groups = await json(GROUPS, { body: { set: { experimentId }, by: ['status'], metrics: ['metric:loss'] } });
  expect(groups).toMatchObject({
    groups: [
      { values: ['running'], count: 3, statuses: { running: 3 }, metrics: [{ count: 2, nanCount: 1, sd: 'NaN' }] },
    ],
    total: 1,
  });
  const runs = { query: { experimentId, filter: groups.groups[0].filter }, count: 3 };
  const archived = await json(BULK, { body: { action: 'archive', runs } });
  expect(archived).toMatchObject({ changed: 3, skipped: [], undo: [{ action: 'restore', runs: { length: 3 } }] });
  expect(await json(COUNT, { body: { experimentId } })).toMatchObject({ count: 0 });
  for (const body of archived.undo) expect(await json(BULK, { body })).toMatchObject({ changed: 3 });
  const query = `?format=csv&experimentId=${experimentId}&columns=name&columns=metric:loss&sort=-name&filter=name != r1`;
  const file = await call(DOWNLOAD, { query });
  expect(file.headers.get('content-disposition')).toBe('attachment; filename=runs.csv');
  expect(file.text).toBe('name,metric:loss\r\nr2,Infinity\r\nr0,0.5\r\n');
});

test('a bad question is a problem and no page, change or file', async () => {
  const ctx = await t.newCtx();
  const call = await callerOf(ctx.project.slug);
  const problem = async (route: Route, of: Parameters<typeof call>[1]) => {
    const { status, text } = await call(route, of);
    const { code, fields } = JSON.parse(text);
    return `${status} ${code} ${fields.map((field: { path: string }) => field.path)}`;
  };
  expect(await problem(QUERY, { body: { columns: ['loss'] } })).toBe('400 INVALID_INPUT columns.0');
  expect(await problem(QUERY, { body: { colums: [] } })).toBe('400 INVALID_INPUT colums');
  expect(await problem(QUERY, { body: { limit: 501 } })).toBe('400 INVALID_INPUT limit');
  expect(await problem(COUNT, { body: { experimentId: 999_999 } })).toBe('404 NOT_FOUND experimentId');
  expect(await problem(GROUPS, { body: { by: ['loss'] } })).toBe('400 INVALID_INPUT by.0');
  const action = 'archive';
  const none = { query: {}, count: 5 };
  expect(await problem(BULK, { body: { action, runs: none } })).toBe('409 CONFLICT runs.count');
  expect(await problem(EXPORT, { query: '?format=xlsx', body: {} })).toBe('400 INVALID_INPUT format');
  expect(await problem(EXPORT, { query: '?format=parquet', body: { filter: '(' } })).toBe('400 INVALID_INPUT filter');
  expect(await problem(DOWNLOAD, { query: '?format=csv&columns=loss' })).toBe('400 INVALID_INPUT columns.0');
  expect(await problem(KEYS, { params: { experiment: '1' }, query: '?kind=run' })).toBe('400 INVALID_INPUT kind');
});

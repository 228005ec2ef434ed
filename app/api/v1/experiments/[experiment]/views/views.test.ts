import { expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import type { Route } from '#lib/http/define-route.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { PUT as PREFER, DELETE as RELEASE } from './[view]/default/route.ts';
import { PATCH, DELETE as REMOVE } from './[view]/route.ts';
import { POST as CREATE, GET as LIST } from './route.ts';

const t = await testDatabase();

// Outside production every answer is checked against its schema.
test('a view is saved, changed, preferred, deleted and brought back', async () => {
  const ctx = await t.newCtx();
  const { id } = await createExperiment({ ctx, input: { name: 'one' } });
  const call = async (route: Route, method: string, { view, body }: { view?: string; body?: object } = {}) => {
    const request = new Request('http://localhost:3000/api/v1/x', {
      method,
      headers: { host: 'localhost:3000', 'x-traza-project': ctx.project.slug, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const params = Promise.resolve({ experiment: String(id), ...(view ? { view } : {}) });
    const response = await route(request, { params });
    return { status: response.status, body: await response.json() };
  };
  const saved = await call(CREATE, 'POST', { body: { name: 'v', scope: 'shared', state: { cols: 'status' } } });
  expect(saved).toMatchObject({ status: 201, body: { name: 'v', state: { cols: 'status' }, revision: 1 } });
  const view = saved.body.id;
  expect(await call(PREFER, 'PUT', { view })).toMatchObject({ status: 200, body: { isDefault: true } });
  expect(await call(RELEASE, 'DELETE', { view })).toMatchObject({ status: 200, body: { isDefault: false } });
  const change = { view, body: { revision: 1, state: { q: 'x' } } };
  expect(await call(PATCH, 'PATCH', change)).toMatchObject({ status: 200, body: { revision: 2, state: { q: 'x' } } });
  expect(await call(PATCH, 'PATCH', change)).toMatchObject({
    status: 409,
    body: { code: 'CONFLICT', fields: [{ path: 'revision' }] },
  });
  const unknown = await call(PATCH, 'PATCH', { view, body: { revision: 2, state: { shelf: 'upper' } } });
  expect(unknown).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
  expect(unknown.body.fields[0].path).toMatch(/^state/);
  const removed = await call(REMOVE, 'DELETE', { view });
  expect((await call(LIST, 'GET')).body).toEqual({ items: [] });
  expect(await call(CREATE, 'POST', { body: removed.body.undo })).toMatchObject({ status: 201, body: { id: view } });
  expect((await call(LIST, 'GET')).body.items).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { PUT } from '#app/api/v1/runs/[run]/artifacts/[...path]/route.ts';
import { GET } from '#app/api/v1/runs/[run]/pages/[...path]/route.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();

async function setUp() {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  const address = `http://localhost:3000/api/v1/runs/${runId}`;
  const headers = { host: 'localhost:3000', 'x-traza-project': ctx.project.slug };
  const at = (path: string[]) => ({ params: Promise.resolve({ run: runId, path }) as never });
  const put = (path: string[], body: string) =>
    PUT(new Request(`${address}/artifacts/x`, { method: 'PUT', headers, body }), at(path));
  const get = (path: string[], project = ctx.project.slug) =>
    GET(new Request(`${address}/pages/x`, { headers: { ...headers, 'x-traza-project': project } }), at(path));
  return { put, get };
}

test('a page is shown in a sandbox that is part of the answer, without origin and network', async () => {
  const { put, get } = await setUp();
  expect((await put(['a', 'plot.html'], '<script>fetch("/api/v1/projects")</script>')).status).toBe(201);
  const answer = await get(['a', 'plot.html']);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = (answer.headers.get('content-security-policy') ?? '').split('; ');
  expect(policy).toContain('sandbox allow-scripts');
  expect(policy).toContain("default-src 'none'");
  expect(policy.join(' ')).not.toMatch(/allow-same-origin|allow-top|allow-popups|allow-forms|connect-src|http/);
});

test('other files are no pages, and a page of another project is not there', async () => {
  const { put, get } = await setUp();
  await put(['x.txt'], '<script>alert(1)</script>');
  await put(['x.html'], 'x');
  const refused = await get(['x.txt']);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'path' }] });
  const other = await t.newCtx();
  expect((await get(['x.html'], other.project.slug)).status).toBe(404);
  expect((await get(['..', 'x.html'])).status).toBe(400);
});

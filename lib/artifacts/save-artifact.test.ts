import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { GET, PUT } from '#app/api/v1/runs/[run]/artifacts/[...path]/route.ts';
import { DELETE, PUT as PUT_TAG } from '#app/api/v1/runs/[run]/tags/[key]/route.ts';
import type { Ctx } from '#lib/context.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { deleteTag } from '#lib/tags/delete-tag.ts';
import { setTags } from '#lib/tags/set-tags.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { listArtifacts } from './list-artifacts.ts';
import { listFolder } from './list-folder.ts';
import { requireArtifact } from './require-artifact.ts';
import { saveArtifact } from './save-artifact.ts';

const t = await testDatabase();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function runWith(files: Record<string, string>): Promise<{ ctx: Ctx; runId: string }> {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  for (const [path, text] of Object.entries(files)) {
    await saveArtifact({ ctx, input: { runId, path, body: Buffer.from(text) } });
  }
  return { ctx, runId };
}

describe('saveArtifact', () => {
  test('streams a file in, replaces what had its path, and gives its digest', async () => {
    const { ctx, runId } = await runWith({ 'a.txt': 'old' });
    async function* pieces() {
      yield Buffer.from('he');
      yield Buffer.from('llo');
    }
    const saved = await saveArtifact({ ctx, input: { runId, path: 'a.txt', body: pieces(), deterministic: true } });
    expect(saved).toEqual({ digest: sha256('hello'), size: 5 });
    expect(await listArtifacts({ ctx, input: { runId } })).toEqual([
      {
        path: 'a.txt',
        size: 5,
        digest: sha256('hello'),
        mime: 'text/plain',
        deterministic: true,
        createdAt: expect.any(String),
      },
    ]);
  });

  test('leaves nothing visible when the bytes break off or are not those announced', async () => {
    const { ctx, runId } = await runWith({});
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the browser was closed');
    }
    await expect(saveArtifact({ ctx, input: { runId, path: 'a', body: broken() } })).rejects.toThrow(
      'the browser was closed',
    );
    const input = { runId, path: 'a', body: Buffer.from('x'), expectedDigest: sha256('y') };
    await expect(saveArtifact({ ctx, input })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await listArtifacts({ ctx, input: { runId } })).toEqual([]);
  });

  test('keeps a path from being a file and a folder, and takes % and _ in names as they are', async () => {
    const { ctx, runId } = await runWith({ 'plots/a%b_/roc.png': 'x' });
    const save = (path: string) => saveArtifact({ ctx, input: { runId, path, body: Buffer.from('y') } });
    await expect(save('plots')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('is a folder'),
    });
    await expect(save('plots/a%b_/roc.png/deep')).rejects.toMatchObject({ code: 'CONFLICT' });
    await save('plots/a_b_');
    expect(await listArtifacts({ ctx, input: { runId } })).toHaveLength(2);
  });

  test('refuses the write of an attempt that lost its job', async () => {
    const { ctx, runId } = await runWith({});
    const fenced = { ...ctx, fence: { jobId: 'gone', workerId: 'w', attempt: 1 } };
    const input = { runId, path: 'a', body: Buffer.from('x') };
    await expect(saveArtifact({ ctx: fenced, input })).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await listArtifacts({ ctx, input: { runId } })).toEqual([]);
  });
});

describe('listFolder', () => {
  test('shows one level: folders with what lies below them, then files', async () => {
    const { ctx, runId } = await runWith({ 'model/a/x': '12', 'model/b': '345', 'model2/c': '6', top: '7' });
    expect(await listFolder({ ctx, input: { owner: { kind: 'run', id: runId } } })).toMatchObject([
      { type: 'folder', name: 'model', path: 'model', size: 5, files: 2 },
      { type: 'folder', name: 'model2', path: 'model2', size: 1, files: 1 },
      { type: 'file', name: 'top', path: 'top', size: 1 },
    ]);
    expect(await listFolder({ ctx, input: { owner: { kind: 'run', id: runId }, folder: 'model/' } })).toMatchObject([
      { type: 'folder', name: 'a', path: 'model/a' },
      { type: 'file', name: 'b', path: 'model/b' },
    ]);
    await expect(
      listFolder({ ctx, input: { owner: { kind: 'run', id: runId }, folder: '../x' } }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('the routes', () => {
  const call = (route: typeof GET, ctx: Ctx, method: string, run: string, path: string[], init: RequestInit = {}) =>
    route(
      new Request('http://localhost:3000/api/v1/x', {
        method,
        ...init,
        headers: { host: 'localhost:3000', 'x-traza-project': ctx.project.slug, ...init.headers },
      }),
      { params: Promise.resolve({ run, path }) },
    );

  test('store a body and give it back, whole and in part, to be saved and never run', async () => {
    const { ctx, runId } = await runWith({});
    const stored = await call(PUT, ctx, 'PUT', runId, ['notes', 'page.html'], { body: '<script>alert(1)</script>' });
    expect(stored.status).toBe(201);
    const whole = await call(GET, ctx, 'GET', runId, ['notes', 'page.html']);
    expect(await whole.text()).toBe('<script>alert(1)</script>');
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename=page.html/);
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(whole.headers.get('content-type')).not.toContain('html');
    const part = await call(GET, ctx, 'GET', runId, ['notes', 'page.html'], { headers: { range: 'bytes=1-6' } });
    expect([part.status, await part.text()]).toEqual([206, 'script']);
    const beyond = await call(GET, ctx, 'GET', runId, ['notes', 'page.html'], { headers: { range: 'bytes=99-' } });
    expect([beyond.status, (await beyond.json()).code]).toEqual([416, 'RANGE_NOT_SATISFIABLE']);
  });

  test.each([
    [['..', 'etc']],
    [['%2e%2e', 'x']],
    [['%252e%252e%252f']],
    [['C:', 'x']],
    [['a', '..\\b']],
    [['file:', '', 'etc']],
  ])('refuse the path %j for reading and for writing', async (path) => {
    const { ctx, runId } = await runWith({});
    for (const [route, method] of [
      [GET, 'GET'],
      [PUT, 'PUT'],
    ] as const) {
      const response = await call(route, ctx, method, runId, path, method === 'PUT' ? { body: 'x' } : {});
      expect([response.status, (await response.json()).code]).toEqual([400, 'INVALID_INPUT']);
    }
  });

  test('set and remove a tag', async () => {
    const { ctx, runId } = await runWith({});
    const headers = { host: 'localhost:3000', 'x-traza-project': ctx.project.slug, 'content-type': 'application/json' };
    const context = { params: Promise.resolve({ run: runId, key: 'stage' }) };
    const body = JSON.stringify({ value: 'ready' });
    const put = await PUT_TAG(new Request('http://localhost:3000/x', { method: 'PUT', headers, body }), context);
    expect([put.status, await t.db.tag.findMany({ where: { runId } })]).toMatchObject([
      204,
      [{ runId, key: 'stage', value: 'ready' }],
    ]);
    const remove = () => DELETE(new Request('http://localhost:3000/x', { method: 'DELETE', headers }), context);
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
  });
});

test('files and tags of other projects do not exist', async () => {
  const { ctx, runId } = await runWith({ a: 'x' });
  await setTags({ ctx, input: { runId, tags: { stage: 'ready' } } });
  const other = await t.newCtx();
  const calls = [
    () => saveArtifact({ ctx: other, input: { runId, path: 'b', body: Buffer.from('y') } }),
    () => requireArtifact(other, runId, 'a'),
    () => listArtifacts({ ctx: other, input: { runId } }),
    () => setTags({ ctx: other, input: { runId, tags: { stage: 'stolen' } } }),
    () => deleteTag({ ctx: other, input: { runId, key: 'stage' } }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await t.db.tag.findMany({ where: { runId } })).toMatchObject([{ runId, key: 'stage', value: 'ready' }]);
});

import { describe, expect, test } from 'vitest';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import type { Route } from '#lib/http/define-route.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import * as uploads from '../uploads/route.ts';
import * as imports from './[name]/imports/route.ts';
import * as count from './[name]/versions/[version]/count/route.ts';
import * as files from './[name]/versions/[version]/files/[...path]/route.ts';
import * as version from './[name]/versions/[version]/route.ts';
import * as rows from './[name]/versions/[version]/rows/route.ts';
import * as datasets from './route.ts';

const database = await testDatabase();
process.env.TRAZA_DATA = database.dataDir;
const ctx = await database.newCtx('routes');
const other = await database.newCtx('others');

interface Call {
  method?: string;
  project?: string;
  params?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  body?: string;
}

function call(
  route: Route,
  path: string,
  { method = 'GET', project = 'routes', params = {}, headers = {}, body }: Call = {},
) {
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
    method,
    headers: { 'x-traza-project': project, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return route(request, { params: Promise.resolve(params) });
}

const csv = 'a,b\n1,x\n2,y\n';
const blob = await ctx.blobs.put(Buffer.from(csv));
const published = await publishVersion({
  ctx,
  input: {
    dataset: 'small',
    kind: 'import',
    files: [{ path: 'data/small.csv', size: blob.size, sha256: blob.digest }],
    format: 'csv',
    readOptions: {
      delimiter: ',',
      header: true,
      columns: [
        { name: 'a', type: 'BIGINT' },
        { name: 'b', type: 'VARCHAR' },
      ],
    },
    columns: [
      { name: 'a', type: 'BIGINT' },
      { name: 'b', type: 'VARCHAR' },
    ],
    rowCount: 2,
    source: { type: 'test' },
  },
});
const one = { name: 'small', version: '1' };

describe('routes of datasets', () => {
  test('an upload is named, read and queued for import; a client cannot name a path of the server', async () => {
    const sent = await call(uploads.POST, '/uploads?name=..%2F..%2Fmine.csv', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: csv,
    });
    expect(sent.status).toBe(201);
    const upload = await sent.json();
    expect(upload).toMatchObject({ name: 'mine.csv', size: csv.length, sniff: { format: 'csv', rowCount: 2 } });
    const json = { 'content-type': 'application/json' };
    const params = { name: 'mine' };
    const queued = await call(imports.POST, '/datasets/mine/imports', {
      method: 'POST',
      params,
      headers: json,
      body: JSON.stringify({ uploadId: upload.id }),
    });
    expect(queued.status).toBe(202);
    expect(await queued.json()).toEqual({
      jobId: expect.stringMatching(/^[0-9a-f]{32}$/),
      runId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    for (const body of [
      { path: '/etc/passwd' },
      { example: '../../etc/passwd' },
      { uploadId: '/etc/passwd' },
      { uploadId: upload.id, example: 'flights-3m' },
      {},
    ]) {
      const answer = await call(imports.POST, '/datasets/mine/imports', {
        method: 'POST',
        params,
        headers: json,
        body: JSON.stringify(body),
      });
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toContain('problem+json');
    }
  });

  test('an upload whose digest is another than announced is refused', async () => {
    const answer = await call(uploads.POST, `/uploads?name=a.csv&sha256=${'0'.repeat(64)}`, {
      method: 'POST',
      body: csv,
    });
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'INVALID_INPUT']);
  });

  test('a version by number, by "latest" and by id; nothing of it in another project', async () => {
    for (const name of ['1', 'latest', published.id]) {
      const answer = await call(version.GET, '/x', { params: { name: 'small', version: name } });
      expect(await answer.json()).toMatchObject({
        id: published.id,
        dataset: 'small',
        number: 1,
        digest: published.digest,
      });
    }
    for (const [name, status] of [
      ['2', 404],
      ['0', 400],
      ['-1', 400],
      ['x', 400],
      ['f'.repeat(32), 404],
    ] as const) {
      expect((await call(version.GET, '/x', { params: { name: 'small', version: name } })).status).toBe(status);
    }
    for (const params of [one, { name: published.datasetId, version: '1' }, { name: 'small', version: published.id }]) {
      for (const route of [version.GET, rows.GET]) {
        expect((await call(route, '/x', { project: other.project.slug, params })).status).toBe(404);
      }
      const file = { ...params, path: ['data', 'small.csv'] };
      expect((await call(files.GET, '/x', { project: other.project.slug, params: file })).status).toBe(404);
    }
    expect(await (await call(datasets.GET, '/datasets', { project: other.project.slug })).json()).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  test('rows and counts by condition; a hostile condition is a bad field', async () => {
    const page = await call(rows.GET, '/x?offset=1&limit=5', { params: one });
    expect(await page.json()).toMatchObject({ rows: [[2, 'y']], offset: 1, total: 2 });
    const counted = await call(count.GET, `/x?where=${encodeURIComponent("b = 'x'")}`, { params: one });
    expect(await counted.json()).toEqual({ matching: 1, total: 2 });
    for (const where of [
      "read_text('/etc/passwd') = ''",
      "getenv('HOME') = ''",
      'a = 1; DROP TABLE x',
      '(SELECT true)',
    ]) {
      const answer = await call(count.GET, `/x?where=${encodeURIComponent(where)}`, { params: one });
      expect(await answer.json()).toMatchObject({ status: 400, code: 'INVALID_INPUT', fields: [{ path: 'where' }] });
    }
  });

  test('a file downloads whole and in ranges, as an attachment; paths lead nowhere else', async () => {
    const params = { ...one, path: ['data', 'small.csv'] };
    const whole = await call(files.GET, '/x', { params });
    expect([whole.status, await whole.text(), whole.headers.get('etag')]).toEqual([200, csv, `"${blob.digest}"`]);
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename=small.csv/);
    const part = await call(files.GET, '/x', { params, headers: { range: 'bytes=4-6' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '1,x',
      `bytes 4-6/${csv.length}`,
    ]);
    expect((await call(files.GET, '/x', { params, headers: { range: 'bytes=999-' } })).status).toBe(416);
    expect((await call(files.GET, '/x', { params, headers: { 'if-none-match': `"${blob.digest}"` } })).status).toBe(
      304,
    );
    for (const path of [
      ['..', 'small.csv'],
      ['data', '..', 'data', 'small.csv'],
      ['etc', 'passwd'],
      ['data\\small.csv'],
      ['data%2fsmall.csv'],
      ['C:', 'x'],
      [''],
    ]) {
      expect((await call(files.GET, '/x', { params: { ...one, path } })).status).toBe(404);
    }
  });
});

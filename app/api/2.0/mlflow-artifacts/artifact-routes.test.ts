import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as RUN_LIST from '#app/api/2.0/mlflow/artifacts/list/route.ts';
import * as DOWNLOAD_URL from '#app/api/2.0/mlflow/artifacts/presigned-download-url/route.ts';
import * as UPLOAD_URL from '#app/api/2.0/mlflow/artifacts/presigned-upload-url/route.ts';
import * as MODEL_FOLDER from '#app/api/2.0/mlflow/logged-models/[model_id]/artifacts/directories/route.ts';
import * as MODEL_FILE from '#app/api/2.0/mlflow/logged-models/[model_id]/artifacts/files/route.ts';
import * as SMALL_UPLOAD from '#app/api/2.0/mlflow/upload-artifact/route.ts';
import * as PROXY from '#app/api/2.0/mlflow-artifacts/artifacts/[...path]/route.ts';
import * as PROXY_LIST from '#app/api/2.0/mlflow-artifacts/artifacts/route.ts';
import * as ABORT from '#app/api/2.0/mlflow-artifacts/mpu/abort/[...folder]/route.ts';
import * as COMPLETE from '#app/api/2.0/mlflow-artifacts/mpu/complete/[...folder]/route.ts';
import * as CREATE from '#app/api/2.0/mlflow-artifacts/mpu/create/[...folder]/route.ts';
import * as PART from '#app/api/2.0/mlflow-artifacts/mpu/part/[upload_id]/[part_number]/route.ts';
import * as PRESIGNED from '#app/api/2.0/mlflow-artifacts/presigned/[...path]/route.ts';
import * as GET_ARTIFACT from '#app/get-artifact/route.ts';
import * as VERSION_FILE from '#app/model-versions/get-artifact/route.ts';
import { saveFile } from '#lib/artifacts/save-file.ts';
import type { Ctx } from '#lib/context.ts';
import type { Route } from '#lib/http/define-route.ts';
import { entryOf, type Method } from '#lib/http/route-table.ts';
import { openTestDoor, type TestDoor } from '#lib/http/testing/open-test-door.ts';
import { createLoggedModel } from '#lib/models/create-logged-model.ts';
import { createModel } from '#lib/models/create-model.ts';
import { createVersion } from '#lib/models/create-version.ts';
import { deleteLoggedModel } from '#lib/models/delete-logged-model.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { sweepStaged } from '#lib/uploads/sweep-staged.ts';

const t = await testDatabase();

const routes: [folder: string, handlers: Partial<Record<Method, Route>>][] = [
  ['api/2.0/mlflow-artifacts/artifacts', PROXY_LIST],
  ['api/2.0/mlflow-artifacts/artifacts/[...path]', PROXY],
  ['api/2.0/mlflow-artifacts/mpu/create/[...folder]', CREATE],
  ['api/2.0/mlflow-artifacts/mpu/complete/[...folder]', COMPLETE],
  ['api/2.0/mlflow-artifacts/mpu/abort/[...folder]', ABORT],
  ['api/2.0/mlflow-artifacts/mpu/part/[upload_id]/[part_number]', PART],
  ['api/2.0/mlflow-artifacts/presigned/[...path]', PRESIGNED],
  ['api/2.0/mlflow/artifacts/list', RUN_LIST],
  ['api/2.0/mlflow/artifacts/presigned-upload-url', UPLOAD_URL],
  ['api/2.0/mlflow/artifacts/presigned-download-url', DOWNLOAD_URL],
  ['api/2.0/mlflow/logged-models/[model_id]/artifacts/directories', MODEL_FOLDER],
  ['api/2.0/mlflow/logged-models/[model_id]/artifacts/files', MODEL_FILE],
  ['api/2.0/mlflow/upload-artifact', SMALL_UPLOAD],
  ['get-artifact', GET_ARTIFACT],
  ['model-versions/get-artifact', VERSION_FILE],
];

let door: TestDoor;
beforeAll(async () => {
  door = await openTestDoor(routes.map(([folder, handlers]) => entryOf(folder, handlers)));
});
afterAll(() => door.close());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // The body has no type until a test has looked at it.
  body: ReturnType<typeof JSON.parse>;
}

/** Sends a path as it is: nothing between here and the socket resolves dots or encodes again. */
function send(
  method: string,
  path: string,
  { body, headers }: { body?: string | Buffer; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: door.port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        const isJson = response.headers['content-type'] === 'application/json' && text !== '';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson ? JSON.parse(text) : undefined,
        });
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

const json = (value: unknown) => ({ body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });

interface Place {
  ctx: Ctx;
  /** /p/<project> */
  base: string;
  runId: string;
  modelId: string;
  /** Addresses of their files. */
  run: string;
  model: string;
}

const secret = 'what another run keeps to itself';

/** A project with a run, a logged model and a registered version, a file in each, and another run with a secret. */
async function place(): Promise<Place> {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  const { runId: other } = await createRun({ ctx, input: {} });
  const { modelId } = await createLoggedModel({ ctx, input: { experimentId: 0 } });
  const files = [
    [{ kind: 'run', id: runId }, 'inside.txt', 'inside'],
    [{ kind: 'run', id: other }, 'secret.txt', secret],
    [{ kind: 'logged-model', id: modelId }, 'MLmodel', 'flavors: {}'],
  ] as const;
  for (const [owner, path, text] of files) await saveFile({ ctx, input: { owner, path, body: Buffer.from(text) } });
  await createModel({ ctx, input: { name: 'm' } });
  await createVersion({ ctx, input: { name: 'm', source: `runs:/${runId}`, tags: [] } });
  const base = `/p/${ctx.project.slug}`;
  return { ctx, base, runId, modelId, run: `0/${runId}/artifacts`, model: `0/models/${modelId}/artifacts` };
}

const proxy = '/api/2.0/mlflow-artifacts/artifacts';

describe('files of a run and of a logged model', () => {
  test.each(['run', 'model'] as const)('of a %s come back as they were sent, whatever their names', async (kind) => {
    const at = await place();
    const names = ['a+b.txt', 'two words.txt', '100%.txt', 'Übersicht 画像 🦊.txt', "it's (1) [x] & y=z.txt", '.env'];
    for (const name of names) {
      const address = `${at.base}${proxy}/${at[kind]}/deep/${encodeURIComponent(name)}`;
      const put = await send('PUT', address, { body: `content of ${name}` });
      expect([put.status, put.text]).toEqual([200, '{}']);
      const got = await send('GET', address);
      expect([got.status, got.text]).toEqual([200, `content of ${name}`]);
      expect(got.headers['content-disposition']).toMatch(/^attachment; /);
      expect(got.headers['x-content-type-options']).toBe('nosniff');
    }
    const listed = await send('GET', `${at.base}${proxy}?path=${at[kind]}/deep`);
    expect(listed.body.files.map((file: { path: string }) => file.path).toSorted()).toEqual(names.toSorted());
    expect(listed.body.files).toContainEqual({ path: '.env', is_dir: false, file_size: 15 });
  });

  test('are fetched whole, in part, by their head, or not at all where the client has them', async () => {
    const at = await place();
    const address = `${at.base}${proxy}/${at.run}/page.html`;
    await send('PUT', address, { body: '<script>alert(1)</script>' });
    const whole = await send('GET', address);
    expect(whole.headers['content-type']).not.toContain('html');
    expect((await send('GET', address, { headers: { range: 'bytes=1-6' } })).text).toBe('script');
    expect((await send('GET', address, { headers: { range: 'bytes=99-' } })).status).toBe(416);
    const head = await send('HEAD', address);
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '25']);
    const again = await send('GET', address, { headers: { 'if-none-match': String(whole.headers.etag) } });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await send('HEAD', `${at.base}${proxy}/${at.run}/none`)).status).toBe(404);
  });

  test('may be empty, and replace one another', async () => {
    const at = await place();
    const address = `${at.base}${proxy}/${at.run}/x`;
    await send('PUT', address, { body: 'something' });
    await send('PUT', address, { body: '' });
    const got = await send('GET', address);
    expect([got.status, got.text, got.headers['content-length']]).toEqual([200, '', '0']);
    const listed = await send('GET', `${at.base}${proxy}?path=${at.run}`);
    expect(listed.body.files).toContainEqual({ path: 'x', is_dir: false, file_size: 0 });
  });

  test('a file, a folder that is not there and nobody’s address list nothing; a folder is no file', async () => {
    const at = await place();
    await send('PUT', `${at.base}${proxy}/${at.run}/deep/x`, { body: 'x' });
    for (const path of [`${at.run}/inside.txt`, `${at.run}/none`, `${at.run}/deep/x/y`, '', '0', 'elsewhere/x']) {
      const listed = await send('GET', `${at.base}${proxy}?path=${path}`);
      expect([path, listed.status, listed.body]).toEqual([path, 200, {}]);
    }
    const root = await send('GET', `${at.base}${proxy}?path=${at.run}`);
    expect(root.body.files).toContainEqual({ path: 'deep', is_dir: true });
    const folder = await send('GET', `${at.base}${proxy}/${at.run}/deep`);
    expect([folder.status, folder.body.message]).toEqual([
      400,
      "Artifact path refers to a directory, not a file: 'deep'",
    ]);
    const clash = await send('PUT', `${at.base}${proxy}/${at.run}/deep`, { body: 'x' });
    expect([clash.status, clash.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
  });

  test('are listed from . too, as the client does to download everything', async () => {
    const at = await place();
    await send('PUT', `${at.base}${proxy}/${at.run}/deep/x`, { body: 'x' });
    for (const path of [`${at.run}/.`, `${at.run}/./deep`]) {
      const plain = await send('GET', `${at.base}${proxy}?path=${path.replace('/.', '')}`);
      expect((await send('GET', `${at.base}${proxy}?path=${path}`)).body).toEqual(plain.body);
    }
    const own = await send('GET', `${at.base}/api/2.0/mlflow/artifacts/list?run_id=${at.runId}&path=./deep`);
    expect(own.body.files).toEqual([{ path: 'deep/x', is_dir: false, file_size: 1 }]);
  });

  test('go when they are deleted, alone or with their folder; what is gone is gone', async () => {
    const at = await place();
    for (const name of ['d/a', 'd/b/c', 'd2', 'd0/x']) {
      await send('PUT', `${at.base}${proxy}/${at.run}/${name}`, { body: name });
    }
    expect((await send('DELETE', `${at.base}${proxy}/${at.run}/d`)).status).toBe(200);
    expect((await send('DELETE', `${at.base}${proxy}/${at.run}/d`)).status).toBe(200);
    const paths = await at.ctx.db.artifact.findMany({ where: { runId: at.runId }, select: { path: true } });
    expect(paths.map(({ path }) => path).toSorted()).toEqual(['d0/x', 'd2', 'inside.txt']);
  });

  test('are listed and fetched by the calls of the page, too', async () => {
    const at = await place();
    await send('PUT', `${at.base}${proxy}/${at.run}/d/f`, { body: 'abc' });
    const api = `${at.base}/ajax-api/2.0/mlflow`;
    const root = await send('GET', `${api}/artifacts/list?run_id=${at.runId}&path=d`);
    expect(root.body).toEqual({
      root_uri: `mlflow-artifacts:/${at.run}`,
      files: [{ path: 'd/f', is_dir: false, file_size: 3 }],
    });
    expect((await send('GET', `${at.base}/get-artifact?run_uuid=${at.runId}&path=d/f`)).text).toBe('abc');
    expect((await send('GET', `${at.base}/model-versions/get-artifact?name=m&version=1&path=inside.txt`)).text).toBe(
      'inside',
    );
    const model = await send('GET', `${api}/logged-models/${at.modelId}/artifacts/directories`);
    expect(model.body).toEqual({
      root_uri: `mlflow-artifacts:/${at.model}`,
      files: [{ path: 'MLmodel', is_dir: false, file_size: 11 }],
    });
    const file = await send('GET', `${api}/logged-models/${at.modelId}/artifacts/files?artifact_file_path=MLmodel`);
    expect(file.text).toBe('flavors: {}');
    const small = await send('POST', `${api}/upload-artifact?run_uuid=${at.runId}&path=d/g`, { body: 'small' });
    expect([small.status, (await send('GET', `${at.base}${proxy}/${at.run}/d/g`)).text]).toEqual([200, 'small']);
    const large = Buffer.alloc(10 * 1024 * 1024 + 1);
    const refused = await send('POST', `${api}/upload-artifact?run_uuid=${at.runId}&path=d/h`, { body: large });
    expect([refused.status, refused.body.message]).toEqual([400, 'Artifact size is too large. Max size is 10MB.']);
  });
});

describe('who may write', () => {
  test('a run of a job, an archived run and a deleted model take nothing, and still give what they have', async () => {
    const at = await place();
    const job = await createRun({ ctx: at.ctx, input: {} });
    await at.ctx.db.run.update({ where: { id: job.runId }, data: { kind: 'train' } });
    await at.ctx.db.run.update({ where: { id: at.runId }, data: { archivedAt: new Date() } });
    await deleteLoggedModel({ ctx: at.ctx, input: { modelId: at.modelId } });
    for (const [owner, words] of [
      [`0/${job.runId}/artifacts`, 'is executed by a job'],
      [at.run, "must be in the 'active' state"],
      [at.model, "must be in the 'active' state"],
    ] as const) {
      for (const [method, address] of [
        ['PUT', `${proxy}/${owner}/new`],
        ['DELETE', `${proxy}/${owner}/inside.txt`],
        ['POST', `/api/2.0/mlflow-artifacts/mpu/create/${owner}`],
      ] as const) {
        const body = method === 'POST' ? json({ path: '/x/new', num_parts: 1 }) : method === 'PUT' ? { body: 'x' } : {};
        const refused = await send(method, at.base + address, body);
        expect([method, owner, refused.status, refused.body.error_code]).toEqual([
          method,
          owner,
          400,
          'INVALID_PARAMETER_VALUE',
        ]);
        expect(refused.body.message).toContain(words);
      }
    }
    expect((await send('GET', `${at.base}${proxy}/${at.run}/inside.txt`)).text).toBe('inside');
    expect((await send('GET', `${at.base}${proxy}/${at.model}/MLmodel`)).text).toBe('flavors: {}');
  });

  test('an owner is found in its own project and experiment alone', async () => {
    const at = await place();
    const other = await place();
    for (const [base, address] of [
      [other.base, at.run],
      [other.base, at.model],
      [at.base, at.run.replace(/^0/, '999')],
      [at.base, at.model.replace(/^0/, '999')],
      [at.base, at.run.replace(/^0\//, '')],
      [at.base, at.run.replace(/^0/, 'a/b')],
      [at.base, `0/${'0'.repeat(32)}/artifacts`],
    ] as const) {
      const calls = [
        await send('GET', `${base}${proxy}/${address}/inside.txt`),
        await send('PUT', `${base}${proxy}/${address}/inside.txt`, { body: 'x' }),
        await send('DELETE', `${base}${proxy}/${address}/inside.txt`),
        await send('GET', `${base}${proxy}?path=${address}`),
        await send('GET', `${base}/api/2.0/mlflow-artifacts/presigned/${address}/inside.txt`),
        await send('POST', `${base}/api/2.0/mlflow-artifacts/mpu/create/${address}`, json({ path: 'x', num_parts: 1 })),
      ];
      for (const call of calls)
        expect([address, call.status, call.body.error_code]).toEqual([address, 404, 'RESOURCE_DOES_NOT_EXIST']);
    }
    const { experimentId } = await at.ctx.db.run.findUniqueOrThrow({ where: { id: at.runId } });
    const byNumber = `${at.base}${proxy}/${experimentId}/${at.runId}/artifacts/inside.txt`;
    expect((await send('GET', byNumber)).text).toBe('inside');
  });

  test('an experiment with a location here has its files below that', async () => {
    const at = await place();
    const data = { projectId: at.ctx.project.id, name: 'placed', artifactLocation: 'mlflow-artifacts:/team/place' };
    const { id } = await at.ctx.db.experiment.create({ data });
    const { runId } = await createRun({ ctx: at.ctx, input: { experimentId: id } });
    const address = `${at.base}${proxy}/team/place/${runId}/artifacts/x`;
    expect((await send('PUT', address, { body: 'x' })).status).toBe(200);
    expect((await send('GET', `${at.base}/api/2.0/mlflow/artifacts/list?run_id=${runId}`)).body).toEqual({
      root_uri: `mlflow-artifacts:/team/place/${runId}/artifacts`,
      files: [{ path: 'x', is_dir: false, file_size: 1 }],
    });
    expect((await send('GET', `${at.base}${proxy}/team/${runId}/artifacts/x`)).status).toBe(404);
  });

  test('a large body that is refused is answered, and the connection lives on', async () => {
    const at = await place();
    const body = Buffer.alloc(12 * 1024 * 1024);
    const refused = await send('PUT', `${at.base}${proxy}/0/${'0'.repeat(32)}/artifacts/x`, { body });
    expect([refused.status, refused.body.error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST']);
  });
});

describe('a file in parts', () => {
  async function begin(at: Place, parts: number) {
    const create = `${at.base}/api/2.0/mlflow-artifacts/mpu/create/${at.run}/deep`;
    const answer = await send('POST', create, {
      body: JSON.stringify({ path: '/home/ada/big file.bin', num_parts: parts }),
      headers: { 'content-type': 'application/json', authorization: 'Bearer of-who-asks' },
    });
    expect(answer.status).toBe(200);
    return answer.body;
  }
  const end = (at: Place, what: 'complete' | 'abort', fields: object) =>
    send(
      'POST',
      `${at.base}/api/2.0/mlflow-artifacts/mpu/${what}/${at.run}/deep`,
      json({ path: '/home/ada/big file.bin', ...fields }),
    );
  const sendPart = (credential: { url: string; headers: Record<string, string> }, body: string) =>
    send('PUT', new URL(credential.url).pathname, { body, headers: credential.headers });

  test('is joined in the order of the numbers, and joining it again changes nothing', async () => {
    const at = await place();
    const { upload_id, credentials } = await begin(at, 3);
    expect(credentials).toEqual(
      [1, 2, 3].map((part_number) => ({
        part_number,
        url: `http://127.0.0.1:${door.port}${at.base}/api/2.0/mlflow-artifacts/mpu/part/${upload_id}/${part_number}`,
        headers: { authorization: 'Bearer of-who-asks' },
      })),
    );
    const parts = [];
    for (const [index, text] of [
      [2, 'three'],
      [0, 'one'],
      [1, 'wrong'],
      [1, 'two'],
    ] as const) {
      const put = await sendPart(credentials[index], text);
      expect(put.headers.etag).toBe(`"${createHash('sha256').update(text).digest('hex')}"`);
      parts[index] = { part_number: index + 1, etag: put.headers.etag, url: credentials[index].url };
    }
    expect((await end(at, 'complete', { upload_id, parts })).body).toEqual({});
    expect((await end(at, 'complete', { upload_id, parts })).body).toEqual({});
    expect((await send('GET', `${at.base}${proxy}/${at.run}/deep/big%20file.bin`)).text).toBe('onetwothree');
    expect(await at.ctx.db.multipartPart.count({ where: { uploadId: upload_id } })).toBe(0);
  });

  test('is not joined from parts that are missing, changed, named twice, or of another file', async () => {
    const at = await place();
    const { upload_id, credentials } = await begin(at, 2);
    const first = await sendPart(credentials[0], 'one');
    const part = { part_number: 1, etag: String(first.headers.etag) };
    for (const [parts, words] of [
      [[part, { part_number: 2 }], 'Part 2 was not sent'],
      [[{ ...part, etag: '"00"' }], 'Part 1 has other bytes'],
      [[part, part], 'Part 1 is named twice'],
      [[], 'at least one part'],
    ] as const) {
      const refused = await end(at, 'complete', { upload_id, parts });
      expect([refused.status, refused.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
      expect(refused.body.message).toContain(words);
    }
    expect((await end(at, 'complete', { upload_id, parts: [part], path: 'other.bin' })).status).toBe(404);
    const other = await place();
    expect((await end(other, 'complete', { upload_id, parts: [part] })).status).toBe(404);
    expect(
      (await send('PUT', `${other.base}/api/2.0/mlflow-artifacts/mpu/part/${upload_id}/1`, { body: 'x' })).status,
    ).toBe(404);
    expect(
      (await send('PUT', `${at.base}/api/2.0/mlflow-artifacts/mpu/part/${upload_id}/0`, { body: 'x' })).status,
    ).toBe(400);
    expect((await send('GET', `${at.base}${proxy}?path=${at.run}/deep`)).body).toEqual({});
  });

  test('can be given up, and is swept when nothing came for a day', async () => {
    const at = await place();
    const given = await begin(at, 1);
    expect((await end(at, 'abort', { upload_id: given.upload_id })).status).toBe(200);
    expect((await sendPart(given.credentials[0], 'x')).status).toBe(404);
    const silent = await begin(at, 1);
    const busy = await begin(at, 1);
    const long = new Date(Date.now() - 2 * 86_400_000);
    await at.ctx.db.multipartUpload.updateMany({ data: { createdAt: long } });
    await sendPart(silent.credentials[0], 'an old part');
    await sendPart(busy.credentials[0], 'a new part');
    await at.ctx.db.blob.updateMany({
      where: { digest: createHash('sha256').update('an old part').digest('hex') },
      data: { createdAt: long },
    });
    await sweepStaged({ db: t.db, blobs: at.ctx.blobs });
    const left = await at.ctx.db.multipartUpload.findMany({ where: { projectId: at.ctx.project.id } });
    expect(left.map(({ id }) => id)).toEqual([busy.upload_id]);
  });

  test('a file is fetched in parts from the address that is handed out, with what proved the asker', async () => {
    const at = await place();
    const headers = { authorization: 'Bearer of-who-asks' };
    const { body } = await send('GET', `${at.base}/api/2.0/mlflow-artifacts/presigned/${at.run}/inside.txt`, {
      headers,
    });
    expect(body).toMatchObject({ headers, file_size: 6 });
    const range = { ...body.headers, range: 'bytes=2-3' };
    expect((await send('GET', new URL(body.url).pathname, { headers: range })).text).toBe('si');
    for (const what of ['upload', 'download']) {
      const refused = await send(
        'POST',
        `${at.base}/api/2.0/mlflow/artifacts/presigned-${what}-url`,
        json({ run_id: at.runId, path: 'x' }),
      );
      expect([refused.status, refused.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
      expect(refused.body.message).toContain(`Presigned ${what} is not supported for`);
    }
  });
});

// Each as it travels in a path, or is the decoded value of a field.
const vectors = [
  '../secret.txt',
  '../../../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '..%2F..%2Fetc',
  '%2e%2e/%2e%2e/etc/passwd',
  '%252e%252e%252fetc%252fpasswd',
  '%25252e%25252e%25252fetc',
  '..%5c..%5cetc%5cpasswd',
  '..\\..\\etc\\passwd',
  '\\..\\etc',
  '/etc/passwd',
  '//etc/passwd',
  '%2fetc%2fpasswd',
  'C:/windows/win.ini',
  'C:\\windows\\win.ini',
  'C:%5cwindows',
  'file:///etc/passwd',
  'file:/etc/passwd',
  'file:%2f%2f%2fetc',
  'http:///%3f/../../etc',
  'http:///#/../../etc',
  'ftp://attacker/x',
  's3://bucket/../x',
  'dbfs:/x/../y',
  'mlflow-artifacts:/../x',
  'x/../../secret.txt',
  'x/..;a=b/secret.txt',
  'x/..%3ba=b/secret.txt',
  'x/..#/secret.txt',
  'x/..%3f/secret.txt',
  '..%20/secret.txt',
  '%23/../x',
  '..%00',
  'inside.txt%00.png',
  'a%0ab',
  '%c0%ae%c0%ae/secret.txt',
];

// Names where they are the value of a field; in a path they are encoded wrongly.
const badEncodings = ['%', '%zz', 'a%2'];
// In the list of a folder it means the folder.
const dots = ['.', 'x/./secret.txt'];

/** How a vector reaches each route: as part of the path, and as the value of a field. */
const entrances: { name: string; byField?: true; reach: (at: Place, vector: string) => Promise<Answer> }[] = [];
for (const owner of ['run', 'model'] as const) {
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    entrances.push({
      name: `${method} proxy of a ${owner}`,
      reach: (at, vector) =>
        send(method, `${at.base}${proxy}/${at[owner]}/${vector}`, method === 'PUT' ? { body: 'x' } : {}),
    });
  }
  entrances.push(
    {
      name: `GET list of a ${owner}`,
      byField: true,
      reach: (at, vector) => send('GET', `${at.base}${proxy}?path=${at[owner]}/${encodeURIComponent(vector)}`),
    },
    {
      name: `GET presigned of a ${owner}`,
      reach: (at, vector) => send('GET', `${at.base}/api/2.0/mlflow-artifacts/presigned/${at[owner]}/${vector}`),
    },
  );
  for (const what of ['create', 'complete', 'abort']) {
    entrances.push({
      name: `POST mpu/${what} into a ${owner}`,
      reach: (at, vector) =>
        send(
          'POST',
          `${at.base}/api/2.0/mlflow-artifacts/mpu/${what}/${at[owner]}/${vector}`,
          json({ path: 'x.bin', num_parts: 1, upload_id: 'u', parts: [{ part_number: 1 }] }),
        ),
    });
  }
}
for (const method of ['GET', 'PUT', 'DELETE']) {
  entrances.push({
    name: `${method} proxy without an owner`,
    reach: (at, vector) => send(method, `${at.base}${proxy}/${vector}`, method === 'PUT' ? { body: 'x' } : {}),
  });
}
const fields: [name: string, method: string, address: (at: Place) => string][] = [
  ['artifacts/list', 'GET', (at) => `/api/2.0/mlflow/artifacts/list?run_id=${at.runId}&path=`],
  ['get-artifact', 'GET', (at) => `/get-artifact?run_id=${at.runId}&path=`],
  ['model-versions/get-artifact', 'GET', () => '/model-versions/get-artifact?name=m&version=1&path='],
  ['upload-artifact', 'POST', (at) => `/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${at.runId}&path=`],
  [
    'logged-models/artifacts/directories',
    'GET',
    (at) => `/api/2.0/mlflow/logged-models/${at.modelId}/artifacts/directories?artifact_directory_path=`,
  ],
  [
    'logged-models/artifacts/files',
    'GET',
    (at) => `/api/2.0/mlflow/logged-models/${at.modelId}/artifacts/files?artifact_file_path=`,
  ],
];
for (const [name, method, address] of fields) {
  entrances.push({
    name: `${method} ${name}`,
    byField: true,
    reach: (at, vector) =>
      send(method, at.base + address(at) + encodeURIComponent(vector), method === 'POST' ? { body: 'x' } : {}),
  });
}
for (const what of ['upload', 'download']) {
  entrances.push({
    name: `POST presigned-${what}-url`,
    byField: true,
    reach: (at, path) =>
      send('POST', `${at.base}/api/2.0/mlflow/artifacts/presigned-${what}-url`, json({ run_id: at.runId, path })),
  });
}

describe('no address leads out of its owner', () => {
  let at: Place;
  beforeAll(async () => {
    at = await place();
  });

  async function everything() {
    const { db } = at.ctx;
    return {
      artifacts: await db.artifact.findMany({ orderBy: [{ runId: 'asc' }, { path: 'asc' }] }),
      models: await db.loggedModelFile.findMany({ orderBy: [{ modelId: 'asc' }, { path: 'asc' }] }),
      uploads: await db.multipartUpload.count({ where: { projectId: at.ctx.project.id } }),
    };
  }

  test.each(entrances)('$name', async ({ reach, byField }) => {
    const before = await everything();
    for (const vector of byField ? vectors : [...vectors, ...badEncodings, ...dots]) {
      const answer = await reach(at, vector);
      expect(answer.status, vector).toBeGreaterThanOrEqual(400);
      expect(answer.status, vector).toBeLessThan(500);
      expect(answer.text).not.toContain(secret);
      if (answer.body) expect(answer.body).toEqual({ error_code: expect.any(String), message: expect.any(String) });
    }
    expect(await everything()).toEqual(before);
  });
});

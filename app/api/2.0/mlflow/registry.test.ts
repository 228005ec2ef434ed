import { describe, expect, test } from 'vitest';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import type { Ctx } from '#lib/context.ts';
import type { Route } from '#lib/http/define-route.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { POST as CREATE_VERSION } from './model-versions/create/route.ts';
import { DELETE as DELETE_VERSION } from './model-versions/delete/route.ts';
import { DELETE as DELETE_VERSION_TAG } from './model-versions/delete-tag/route.ts';
import { GET as GET_VERSION } from './model-versions/get/route.ts';
import { GET as DOWNLOAD_URI } from './model-versions/get-download-uri/route.ts';
import { POST as SET_VERSION_TAG } from './model-versions/set-tag/route.ts';
import { POST as TRANSITION } from './model-versions/transition-stage/route.ts';
import { PATCH as UPDATE_VERSION } from './model-versions/update/route.ts';
import { GET as BY_ALIAS, DELETE as DELETE_ALIAS, POST as SET_ALIAS } from './registered-models/alias/route.ts';
import { POST as CREATE } from './registered-models/create/route.ts';
import { DELETE } from './registered-models/delete/route.ts';
import { DELETE as DELETE_TAG } from './registered-models/delete-tag/route.ts';
import { GET } from './registered-models/get/route.ts';
import { GET as LATEST } from './registered-models/get-latest-versions/route.ts';
import { POST as RENAME } from './registered-models/rename/route.ts';
import { POST as SET_TAG } from './registered-models/set-tag/route.ts';
import { PATCH as UPDATE } from './registered-models/update/route.ts';

const t = await testDatabase();

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look at what came, whatever it is
  body: any;
}

/** The registry of a project of its own, called as the front door calls it. */
async function registry() {
  const ctx = await t.newCtx();
  const call =
    (method: string, route: Route) =>
    async (fields: Record<string, unknown> = {}): Promise<Answer> => {
      const query =
        method === 'GET' ? `?${new URLSearchParams(Object.entries(fields).map(([k, v]) => [k, String(v)]))}` : '';
      const response = await route(
        new Request(`http://localhost:3000/api/2.0/mlflow/x${query}`, {
          method,
          headers: { 'x-traza-project': ctx.project.slug, 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: JSON.stringify(fields) }),
        }),
        { params: Promise.resolve({}) },
      );
      return { status: response.status, body: await response.json() };
    };
  return {
    ctx,
    create: call('POST', CREATE),
    get: call('GET', GET),
    update: call('PATCH', UPDATE),
    rename: call('POST', RENAME),
    remove: call('DELETE', DELETE),
    setTag: call('POST', SET_TAG),
    deleteTag: call('DELETE', DELETE_TAG),
    latest: call('GET', LATEST),
    setAlias: call('POST', SET_ALIAS),
    byAlias: call('GET', BY_ALIAS),
    deleteAlias: call('DELETE', DELETE_ALIAS),
    createVersion: call('POST', CREATE_VERSION),
    getVersion: call('GET', GET_VERSION),
    updateVersion: call('PATCH', UPDATE_VERSION),
    deleteVersion: call('DELETE', DELETE_VERSION),
    transition: call('POST', TRANSITION),
    setVersionTag: call('POST', SET_VERSION_TAG),
    deleteVersionTag: call('DELETE', DELETE_VERSION_TAG),
    downloadUri: call('GET', DOWNLOAD_URI),
  };
}

const mlmodel = `artifact_path: model
flavors:
  python_function:
    loader_module: mlflow.sklearn
  sklearn:
    pickled_model: model.pkl
signature:
  inputs: '[{"type": "double", "name": "distance", "required": true}, {"type": "long", "required": false}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
`;

async function runWithModel(ctx: Ctx, folder = 'model'): Promise<string> {
  const { runId } = await createRun({ ctx, input: {} });
  await saveArtifact({ ctx, input: { runId, path: `${folder}/MLmodel`, body: Buffer.from(mlmodel) } });
  await saveArtifact({ ctx, input: { runId, path: `${folder}/model.pkl`, body: Buffer.from('pickle') } });
  return runId;
}

async function loggedModel(ctx: Ctx): Promise<string> {
  const { runId, experimentId } = await createRun({ ctx, input: {} }).then(async (run) => ({
    runId: run.runId,
    experimentId: (await ctx.db.run.findUniqueOrThrow({ where: { id: run.runId } })).experimentId ?? 0,
  }));
  const { digest, size } = await ctx.blobs.put(Buffer.from(mlmodel));
  const id = `m-${runId}`;
  await ctx.db.loggedModel.create({
    data: {
      id,
      projectId: ctx.project.id,
      experimentId,
      sourceRunId: runId,
      name: 'model',
      status: 'READY',
      files: { create: { path: 'MLmodel', digest, size } },
    },
  });
  return id;
}

describe('registered models', () => {
  test('are made, read, described, renamed and deleted; the name is free again', async () => {
    const r = await registry();
    const made = await r.create({
      name: 'flights',
      description: 'late or not',
      tags: [
        { key: 'team', value: 'a' },
        { key: 'team', value: 'b' },
      ],
    });
    expect(made).toMatchObject({
      status: 200,
      body: {
        registered_model: { name: 'flights', description: 'late or not', tags: [{ key: 'team', value: 'b' }] },
      },
    });
    expect(made.body.registered_model).not.toHaveProperty('latest_versions');
    expect((await r.update({ name: 'flights', description: 'x' })).body.registered_model.description).toBe('x');
    expect((await r.rename({ name: 'flights', new_name: 'delays' })).body.registered_model.name).toBe('delays');
    expect((await r.get({ name: 'flights' })).body).toMatchObject({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: expect.stringContaining('Registered Model with name=flights not found'),
    });
    expect(await r.remove({ name: 'delays' })).toEqual({ status: 200, body: {} });
    expect((await r.get({ name: 'delays' })).status).toBe(404);
    expect((await r.create({ name: 'delays' })).status).toBe(200);
  });

  test('a name is taken once, by a model or by a prompt', async () => {
    const r = await registry();
    await r.create({ name: 'a' });
    await r.create({ name: 'p', tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }] });
    expect(await r.create({ name: 'a' })).toMatchObject({
      status: 400,
      body: { error_code: 'RESOURCE_ALREADY_EXISTS', message: 'Registered Model (name=a) already exists.' },
    });
    expect((await r.create({ name: 'p' })).body.message).toContain('already taken by a prompt');
    expect((await r.rename({ name: 'a', new_name: 'p' })).body.error_code).toBe('RESOURCE_ALREADY_EXISTS');
  });

  test('a description has at most 100,000 characters', async () => {
    const r = await registry();
    const described = (letters: number) => r.create({ name: 'long', description: 'x'.repeat(letters) });
    expect(await described(100_001)).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
    expect(await described(100_000)).toMatchObject({ status: 200 });
  });

  test.each(['', ' ', 'a/b', 'a:b', '..', 'a%20b', 'x'.repeat(257), 'a\u0000b'])(
    'the name %j is refused',
    async (name) => {
      const r = await registry();
      const { status, body } = await r.create({ name });
      expect(status).toBe(400);
      expect(body.error_code).toBe('INVALID_PARAMETER_VALUE');
      expect(body.message).toMatch(/name/);
    },
  );

  test('tags are written and removed; one that is not there is no error', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    expect(await r.setTag({ name: 'm', key: 'k', value: 'v' })).toEqual({ status: 200, body: {} });
    expect((await r.get({ name: 'm' })).body.registered_model.tags).toEqual([{ key: 'k', value: 'v' }]);
    expect((await r.deleteTag({ name: 'm', key: 'k' })).status).toBe(200);
    expect((await r.deleteTag({ name: 'm', key: 'k' })).status).toBe(200);
    expect((await r.get({ name: 'm' })).body.registered_model).not.toHaveProperty('tags');
    expect((await r.setTag({ name: 'm', key: 'k'.repeat(251), value: 'v' })).status).toBe(400);
    expect((await r.setTag({ name: 'none', key: 'k', value: 'v' })).status).toBe(404);
  });

  test('other projects see nothing of them', async () => {
    const r = await registry();
    await r.create({ name: 'secret' });
    const other = await registry();
    expect((await other.get({ name: 'secret' })).status).toBe(404);
    expect((await other.remove({ name: 'secret' })).status).toBe(404);
    expect((await other.create({ name: 'secret' })).status).toBe(200);
  });
});

describe('model versions', () => {
  test('freeze the files of a run by digest, with flavor and signature of the MLmodel file', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    const runId = await runWithModel(r.ctx);
    const made = await r.createVersion({
      name: 'm',
      source: `runs:/${runId}/model`,
      run_id: runId,
      tags: [{ key: 'a', value: '1' }],
    });
    expect(made).toMatchObject({
      status: 200,
      body: {
        model_version: {
          name: 'm',
          version: '1',
          current_stage: 'None',
          status: 'READY',
          run_id: runId,
          source: `runs:/${runId}/model`,
          tags: [{ key: 'a', value: '1' }],
        },
      },
    });
    // The run's files may be written again; the version keeps what it froze.
    await saveArtifact({ ctx: r.ctx, input: { runId, path: 'model/model.pkl', body: Buffer.from('other') } });
    const version = await requireModelVersion(r.ctx, { name: 'm', version: 1 });
    expect(version.flavor).toBe('mlflow:sklearn');
    expect(version.signature).toEqual({
      inputs: [
        { name: 'distance', type: 'double' },
        { name: 'input_1', type: 'long', nullable: true },
      ],
      outputs: [{ name: 'output_0', type: 'int64' }],
    });
    const { digest } = await r.ctx.blobs.put(Buffer.from('pickle'));
    expect(version.files.map(({ path, digest }) => ({ path, digest }))).toContainEqual({ path: 'model.pkl', digest });
    expect(version.digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await r.downloadUri({ name: 'm', version: '1' })).body).toEqual({ artifact_uri: `runs:/${runId}/model` });
  });

  test('of a logged model name it, and it names them', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    const id = await loggedModel(r.ctx);
    const { body } = await r.createVersion({ name: 'm', source: `models:/${id}`, model_id: id });
    expect(body.model_version).toMatchObject({ model_id: id, run_id: id.slice(2) });
    expect((await r.downloadUri({ name: 'm', version: 1 })).body.artifact_uri).toBe(
      `mlflow-artifacts:/0/models/${id}/artifacts`,
    );
    await r.create({ name: 'copy' });
    await r.createVersion({ name: 'copy', source: 'models:/m/1' });
    expect((await r.downloadUri({ name: 'copy', version: 1 })).body.artifact_uri).toBe(
      `mlflow-artifacts:/0/models/${id}/artifacts`,
    );
    const tag = await r.ctx.db.loggedModelTag.findUniqueOrThrow({
      where: { modelId_key: { modelId: id, key: 'mlflow.modelVersions' } },
    });
    expect(JSON.parse(tag.value)).toEqual([
      { name: 'm', version: 1 },
      { name: 'copy', version: 1 },
    ]);
  });

  test('of a logged model are noted on it, whatever a client wrote in that place', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    const id = await loggedModel(r.ctx);
    const key = 'mlflow.modelVersions';
    await r.ctx.db.loggedModelTag.create({ data: { modelId: id, key, value: 'no list' } });
    expect((await r.createVersion({ name: 'm', source: `models:/${id}` })).status).toBe(200);
    const tag = await r.ctx.db.loggedModelTag.findUniqueOrThrow({ where: { modelId_key: { modelId: id, key } } });
    expect(JSON.parse(tag.value)).toEqual([{ name: 'm', version: 1 }]);
  });

  test('take no source that a server could be made to open, and none of another project', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    const other = await registry();
    const foreign = await runWithModel(other.ctx);
    const foreignModel = await loggedModel(other.ctx);
    await other.create({ name: 'theirs' });
    await other.createVersion({ name: 'theirs', source: `runs:/${foreign}/model` });
    const sources = [
      'file:///etc',
      '/etc/passwd',
      'http://attacker/x',
      `runs:/${foreign}/model`,
      `models:/${foreignModel}`,
      'models:/theirs/1',
      `mlflow-artifacts:/0/${foreign}/artifacts/model`,
    ];
    for (const source of sources) {
      for (const tags of [[], [{ key: 'mlflow.prompt.is_prompt', value: 'true' }]]) {
        const { status, body } = await r.createVersion({ name: 'm', source, tags });
        expect(status, source).toBeGreaterThanOrEqual(400);
        expect(status, source).toBeLessThan(500);
        expect(body.error_code, source).toMatch(/INVALID_PARAMETER_VALUE|RESOURCE_DOES_NOT_EXIST/);
      }
    }
    expect((await r.get({ name: 'm' })).body.registered_model).not.toHaveProperty('latest_versions');
    expect((await r.createVersion({ name: 'm', source: 's3://bucket/model' })).status).toBe(200);
  });

  test.each(['run_id', 'model_id'])('take a %s that an id can be, and no longer text', async (field) => {
    const r = await registry();
    await r.create({ name: 'm' });
    const { status, body } = await r.createVersion({ name: 'm', source: 's3://bucket/x', [field]: 'a'.repeat(65) });
    expect({ status, message: body.message }).toEqual({ status: 400, message: expect.stringContaining(`'${field}'`) });
  });

  test('must lie in the run that the request names', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    const runId = await runWithModel(r.ctx);
    const another = await runWithModel(r.ctx);
    const { status, body } = await r.createVersion({ name: 'm', source: `runs:/${runId}/model`, run_id: another });
    expect({ status, message: body.message }).toMatchObject({
      status: 400,
      message: expect.stringContaining('run_id'),
    });
  });

  test('are numbered one by one under concurrent requests, and a deleted number is never given again', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    const made = await Promise.all(
      Array.from({ length: 8 }, () => r.createVersion({ name: 'm', source: 's3://bucket/model' })),
    );
    expect(made.map((one) => Number(one.body.model_version.version)).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    await r.setAlias({ name: 'm', alias: 'champion', version: '8' });
    expect(await r.deleteVersion({ name: 'm', version: '8' })).toEqual({ status: 200, body: {} });
    expect((await r.getVersion({ name: 'm', version: '8' })).body).toMatchObject({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: expect.stringContaining('Model Version (name=m, version=8) not found'),
    });
    expect((await r.get({ name: 'm' })).body.registered_model).not.toHaveProperty('aliases');
    expect((await r.createVersion({ name: 'm', source: 's3://bucket/model' })).body.model_version.version).toBe('9');
  });

  test('are described and tagged', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    await r.createVersion({ name: 'm', source: 's3://bucket/model', description: 'first' });
    expect(
      (await r.updateVersion({ name: 'm', version: '1', description: 'second' })).body.model_version.description,
    ).toBe('second');
    await r.setVersionTag({ name: 'm', version: '1', key: 'k', value: 'v' });
    expect((await r.getVersion({ name: 'm', version: '1' })).body.model_version.tags).toEqual([
      { key: 'k', value: 'v' },
    ]);
    await r.deleteVersionTag({ name: 'm', version: '1', key: 'k' });
    expect((await r.getVersion({ name: 'm', version: '1' })).body.model_version).not.toHaveProperty('tags');
    expect((await r.getVersion({ name: 'm', version: 'one' })).body.message).toContain('version');
  });

  test('move through stages; the newest of each stage is told', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    for (let count = 0; count < 3; count += 1) await r.createVersion({ name: 'm', source: 's3://bucket/model' });
    await r.transition({ name: 'm', version: '1', stage: 'production' });
    const moved = await r.transition({ name: 'm', version: '2', stage: 'Production', archive_existing_versions: true });
    expect(moved.body.model_version.current_stage).toBe('Production');
    const latest = await r.latest({ name: 'm' });
    expect(
      latest.body.model_versions.map((one: { version: string; current_stage: string }) => [
        one.version,
        one.current_stage,
      ]),
    ).toEqual([
      ['1', 'Archived'],
      ['2', 'Production'],
      ['3', 'None'],
    ]);
    expect((await r.latest({ name: 'm', stages: 'PRODUCTION' })).body.model_versions).toHaveLength(1);
    expect((await r.latest({ name: 'm', stages: 'Staging' })).body).toEqual({});
    expect((await r.latest({ name: 'm', stages: 'Best' })).body.message).toContain('Invalid Model Version stage: Best');
    expect(
      (await r.transition({ name: 'm', version: '1', stage: 'None', archive_existing_versions: true })).status,
    ).toBe(400);
    expect((await r.transition({ name: 'm', version: '7', stage: 'Staging' })).status).toBe(404);
  });

  test('are found by alias, which can be moved and removed', async () => {
    const r = await registry();
    await r.create({ name: 'm' });
    await r.createVersion({ name: 'm', source: 's3://bucket/model' });
    await r.createVersion({ name: 'm', source: 's3://bucket/model' });
    expect(await r.setAlias({ name: 'm', alias: 'best_one', version: '1' })).toEqual({ status: 200, body: {} });
    await r.setAlias({ name: 'm', alias: 'best_one', version: '2' });
    expect((await r.byAlias({ name: 'm', alias: 'best_one' })).body.model_version).toMatchObject({
      version: '2',
      aliases: ['best_one'],
    });
    expect((await r.get({ name: 'm' })).body.registered_model.aliases).toEqual([{ alias: 'best_one', version: '2' }]);
    expect((await r.byAlias({ name: 'm', alias: 'latest' })).body.model_version.version).toBe('2');
    expect((await r.deleteAlias({ name: 'm', alias: 'best_one' })).status).toBe(200);
    expect((await r.deleteAlias({ name: 'm', alias: 'best_one' })).status).toBe(200);
    expect(await r.byAlias({ name: 'm', alias: 'best_one' })).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: 'Registered model alias best_one not found.' },
    });
    for (const alias of ['latest', 'v1', 'V12', '', 'a b', 'a/b', 'x'.repeat(256)]) {
      expect((await r.setAlias({ name: 'm', alias, version: '1' })).status, alias).toBe(400);
    }
    expect((await r.setAlias({ name: 'm', alias: 'x', version: '9' })).status).toBe(404);
  });

  test('of a prompt have no files and any placeholder as source', async () => {
    const r = await registry();
    const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
    await r.create({ name: 'p', tags });
    const { body } = await r.createVersion({
      name: 'p',
      source: 'dummy-source',
      tags: [...tags, { key: 'mlflow.prompt.text', value: 'Hello {{name}}' }],
    });
    expect(body.model_version.tags).toContainEqual({ key: 'mlflow.prompt.text', value: 'Hello {{name}}' });
    const version = await requireModelVersion(r.ctx, { name: 'p', version: 1 });
    expect({ digest: version.digest, files: version.files }).toEqual({ digest: null, files: [] });
    const long = { key: 'mlflow.prompt.text', value: 'x'.repeat(100_001) };
    const refused = await r.createVersion({ name: 'p', source: 'dummy-source', tags: [...tags, long] });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain('Prompt text exceeds max length of 100000 characters');
  });
});

import { describe, expect, test } from 'vitest';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import type { Ctx } from '#lib/context.ts';
import { manifestDigest } from '#lib/datasets/merkle.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { deleteAlias } from './delete-alias.ts';
import { getModel } from './get-model.ts';
import { listModels } from './list-models.ts';
import { registerModel } from './register-model.ts';
import { requireModelVersion } from './require-model-version.ts';
import { setAlias } from './set-alias.ts';

const t = await testDatabase();

const signature = JSON.stringify({
  task: 'binary',
  inputs: [{ name: 'age', type: 'number' }],
  outputs: [{ name: 'probability', type: 'float' }],
});

async function runWithModel(ctx: Ctx, weights: string, more: Record<string, string> = {}): Promise<string> {
  const { runId } = await createRun({ ctx, input: {} });
  const files = { 'model.json': '{}', 'weights.bin': weights, 'signature.json': signature, ...more };
  for (const [name, text] of Object.entries(files)) {
    await saveArtifact({ ctx, input: { runId, path: `model/${name}`, body: Buffer.from(text) } });
  }
  return runId;
}

describe('registerModel', () => {
  test('freezes the files by digest: what the run writes later changes nothing', async () => {
    const ctx = await t.newCtx();
    const runId = await runWithModel(ctx, 'w1');
    const made = await registerModel({ ctx, input: { model: 'late', runId, aliases: ['champion'] } });
    expect(made).toMatchObject({ model: 'late', number: 1 });
    const before = await requireModelVersion(ctx, { id: made.modelVersionId });
    expect(before.files.map((file) => file.path)).toEqual(['model.json', 'signature.json', 'weights.bin']);
    const manifest = before.files.map((file) => ({ path: file.path, size: Number(file.size), sha256: file.digest }));
    expect(made.digest).toBe(manifestDigest(manifest));
    await saveArtifact({ ctx, input: { runId, path: 'model/weights.bin', body: Buffer.from('other') } });
    expect(await requireModelVersion(ctx, { name: 'late', alias: 'champion' })).toEqual(before);
  });

  test('gives the same version for the same files of a run, and the next one for others', async () => {
    const ctx = await t.newCtx();
    const runId = await runWithModel(ctx, 'w1');
    const first = await registerModel({ ctx, input: { model: 'late', runId } });
    expect(await registerModel({ ctx, input: { model: 'late', runId } })).toEqual(first);
    await saveArtifact({ ctx, input: { runId, path: 'model/weights.bin', body: Buffer.from('w2') } });
    expect(await registerModel({ ctx, input: { model: 'late', runId } })).toMatchObject({ number: 2 });
  });

  test('numbers versions without gaps when many register at once', async () => {
    const ctx = await t.newCtx();
    const runs = await Promise.all(Array.from({ length: 6 }, (_, index) => runWithModel(ctx, `w${index}`)));
    const made = await Promise.all(runs.map((runId) => registerModel({ ctx, input: { model: 'busy', runId } })));
    expect(made.map((one) => one.number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const model = await getModel({ ctx, input: { name: 'busy' } });
    expect(model.versions.map((version) => version.number)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test.each([
    ['no files', { path: 'model' }, /has no files below model/],
    ['files that are no model', { path: 'plots' }, /no model that can be loaded: roc.png/],
  ])('refuses a folder with %s', async (_why, { path }, message) => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    await saveArtifact({ ctx, input: { runId, path: 'plots/roc.png', body: Buffer.from('x') } });
    const input = { model: 'late', runId, artifactPath: path };
    await expect(registerModel({ ctx, input })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringMatching(message),
      fields: [{ path: 'artifactPath' }],
    });
    expect(await listModels({ ctx })).toEqual([]);
  });

  test('refuses a signature that is none, and names that would not fit an address', async () => {
    const ctx = await t.newCtx();
    const runId = await runWithModel(ctx, 'w', { 'signature.json': '{"inputs": 3}' });
    await expect(registerModel({ ctx, input: { model: 'late', runId } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
    });
    for (const model of ['a/b', '..', 'models:/x', 'a%20b', '']) {
      await expect(registerModel({ ctx, input: { model, runId } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    for (const alias of ['latest', 'v3', '3', 'a b', '']) {
      const input = { model: 'late', runId, aliases: [alias] };
      await expect(registerModel({ ctx, input })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});

describe('aliases', () => {
  test('are moved and removed, and who did it is written down', async () => {
    const ctx = await t.newCtx();
    for (const weights of ['w1', 'w2']) {
      await registerModel({ ctx, input: { model: 'late', runId: await runWithModel(ctx, weights) } });
    }
    await setAlias({ ctx, input: { model: 'late', alias: 'champion', version: 1 } });
    await setAlias({ ctx, input: { model: 'late', alias: 'champion', version: 2 } });
    await setAlias({ ctx, input: { model: 'late', alias: 'champion', version: 2 } });
    expect((await listModels({ ctx }))[0]).toMatchObject({
      aliases: { champion: 2 },
      versions: 2,
      latest: { number: 2 },
    });
    await deleteAlias({ ctx, input: { model: 'late', alias: 'champion' } });
    await expect(requireModelVersion(ctx, { name: 'late', alias: 'champion' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      fields: [{ path: 'alias' }],
    });
    const trail = await t.db.auditEvent.findMany({
      where: { projectId: ctx.project.id, action: 'model.alias' },
      orderBy: { id: 'asc' },
    });
    expect(trail.map((event) => event.detail)).toEqual([
      { alias: 'champion', from: null, to: 1 },
      { alias: 'champion', from: 1, to: 2 },
      { alias: 'champion', to: null },
    ]);
    expect(new Set(trail.map((event) => event.actor))).toEqual(new Set(['test']));
  });
});

test('models of other projects do not exist', async () => {
  const [ctx, other] = [await t.newCtx(), await t.newCtx()];
  const runId = await runWithModel(ctx, 'w');
  const { modelVersionId } = await registerModel({ ctx, input: { model: 'late', runId, aliases: ['champion'] } });
  const calls = [
    () => registerModel({ ctx: other, input: { model: 'mine', runId } }),
    () => requireModelVersion(other, { id: modelVersionId }),
    () => requireModelVersion(other, { name: 'late' }),
    () => requireModelVersion(other, { name: 'late', alias: 'champion' }),
    () => getModel({ ctx: other, input: { name: 'late' } }),
    () => setAlias({ ctx: other, input: { model: 'late', alias: 'x', version: 1 } }),
    () => deleteAlias({ ctx: other, input: { model: 'late', alias: 'champion' } }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await listModels({ ctx: other })).toEqual([]);
  // The same name is free in every project.
  expect(
    await registerModel({ ctx: other, input: { model: 'late', runId: await runWithModel(other, 'w') } }),
  ).toMatchObject({ number: 1 });
});

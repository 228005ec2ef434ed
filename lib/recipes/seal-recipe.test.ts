import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { requireCode } from './require-code.ts';
import { requireRecipe } from './require-recipe.ts';
import type { RecipeDocument } from './schema.ts';
import { sealRecipe } from './seal-recipe.ts';

const t = await testDatabase();
const hex = (digit: string) => digit.repeat(64);

const document: RecipeDocument = {
  schema: 1,
  kind: 'evaluate',
  code: { type: 'builtin', name: 'evaluate', version: hex('c') },
  parameters: { threshold: 0.5, note: 'ü' },
  inputs: [
    { role: 'model', type: 'model', digest: hex('a') },
    { role: 'dataset', type: 'dataset', digest: hex('b') },
  ],
  environment: { backend: 'tfjs-wasm', threads: 1, variables: {} },
  seed: null,
  plan: null,
};

describe('sealRecipe', () => {
  test('gives the SHA-256 of the canonical text, whatever the order of keys and inputs', async () => {
    const ctx = await t.newCtx();
    const { digest } = await sealRecipe({ ctx, input: document });
    const { plan, seed, environment, inputs, parameters, code, kind, schema } = document;
    const shuffled = { plan, seed, environment, inputs: inputs.toReversed(), parameters, code, kind, schema };
    expect(await sealRecipe({ ctx, input: shuffled })).toEqual({ digest });
    const sealed = await requireRecipe(ctx, digest);
    expect(createHash('sha256').update(sealed.body).digest('hex')).toBe(digest);
    expect(sealed.body.startsWith('{"code":{"name":"evaluate"')).toBe(true);
    expect(sealed.document).toEqual({ ...document, inputs: document.inputs.toReversed() });
    expect(await t.db.recipe.count({ where: { projectId: ctx.project.id } })).toBe(1);
  });

  test('refuses what JSON cannot say and fields it does not know', async () => {
    const ctx = await t.newCtx();
    const seal = (more: object) => sealRecipe({ ctx, input: { ...document, ...more } });
    await expect(seal({ parameters: { x: Number.NaN } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(seal({ machine: 'mine' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'machine' }],
    });
    await expect(seal({ code: { ...document.code, version: 'main' } })).rejects.toMatchObject({
      fields: [{ path: 'code.version' }],
    });
  });

  test('a recipe whose stored text was changed is not handed out', async () => {
    const ctx = await t.newCtx();
    const { digest } = await sealRecipe({ ctx, input: document });
    await t.db.recipe.updateMany({ where: { projectId: ctx.project.id, digest }, data: { body: '{}' } });
    await expect(requireRecipe(ctx, digest)).rejects.toMatchObject({ code: 'CORRUPT_BLOB' });
  });

  test('recipes and code of other projects do not exist', async () => {
    const [ctx, other] = [await t.newCtx(), await t.newCtx()];
    const { digest } = await sealRecipe({ ctx, input: document });
    await t.db.codeVersion.create({ data: { digest: hex('c'), kind: 'builtin', manifest: {} } });
    expect(await requireCode(ctx, hex('c'))).toMatchObject({ kind: 'builtin' });
    await expect(requireRecipe(other, digest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(requireCode(other, hex('c'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

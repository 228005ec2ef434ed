import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { builtinVersion, readBuiltinVersion } from './builtin-version.ts';

const t = await testDatabase();

function install(name: string): string {
  const root = path.join(t.dataDir, name);
  for (const folder of ['jobs/train', 'lib/datasets', 'lib/models/onnx', 'lib/models/pyfunc', 'lib/queue/kinds'])
    mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(path.join(root, 'jobs/train/run-train.ts'), 'export const a = 1;\n');
  writeFileSync(path.join(root, 'lib/datasets/merkle.ts'), 'export const b = 2;\n');
  writeFileSync(path.join(root, 'lib/queue/kinds/train.ts'), 'export const c = 3;\n');
  writeFileSync(path.join(root, 'package-lock.json'), '{}\n');
  return root;
}

describe('builtinVersion', () => {
  test('is the same in two folders, and changes with a source or the lock file, not with a test', async () => {
    const root = install('one');
    const before = await readBuiltinVersion(root);
    cpSync(root, path.join(t.dataDir, 'two'), { recursive: true });
    const copy = path.join(t.dataDir, 'two');
    expect((await readBuiltinVersion(copy)).digest).toBe(before.digest);
    writeFileSync(path.join(copy, 'jobs/train/run-train.test.ts'), 'test');
    expect((await readBuiltinVersion(copy)).digest).toBe(before.digest);
    writeFileSync(path.join(copy, 'package-lock.json'), '{ }\n');
    const locked = await readBuiltinVersion(copy);
    expect(locked.digest).not.toBe(before.digest);
    writeFileSync(path.join(copy, 'jobs/train/run-train.ts'), 'export const a = 2;\n');
    expect((await readBuiltinVersion(copy)).digest).not.toBe(locked.digest);
    expect(Object.keys(before.manifest)).toEqual([
      'jobs/train/run-train.ts',
      'lib/datasets/merkle.ts',
      'lib/queue/kinds/train.ts',
      'package-lock.json',
    ]);
  });

  test('keeps the list and an archive of the sources once, outside a checkout without a commit', async () => {
    const ctx = await t.newCtx();
    const root = install('three');
    const { digest } = await builtinVersion({ ctx, root });
    expect(await builtinVersion({ ctx, root })).toEqual({ digest });
    const row = await t.db.codeVersion.findUniqueOrThrow({ where: { digest } });
    expect(row).toMatchObject({ kind: 'builtin', gitCommit: null });
    const archive = await new Response(await ctx.blobs.open(row.archiveDigest ?? '')).text();
    expect(archive).toContain('export const b = 2;');
  });
});

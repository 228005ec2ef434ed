import { expect, test } from 'vitest';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import type { FileOwner } from './file-owner.ts';
import { listFolder } from './list-folder.ts';
import { listNames } from './list-names.ts';

const t = await testDatabase();

/** Numbers that look random and are the same each time. */
function generator(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

// Names around the slash in the order of bytes, and beyond one byte and two.
const names = ['a', 'a!', 'a.', 'a0', 'ab', 'a-b', 'é', 'z', '画', '🦊', '%', '_', 'A', '~'];

test('a folder lists what a plain reading of all paths finds, whatever the names', async () => {
  const ctx = await t.newCtx();
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = generator(seed);
    const { runId } = await createRun({ ctx, input: {} });
    const paths = new Set<string>();
    for (let count = random(40); count > 0; count -= 1) {
      const depth = 1 + random(3);
      const path = Array.from({ length: depth }, () => names[random(names.length)] ?? '').join('/');
      const clashes = [...paths].some((one) => one.startsWith(`${path}/`) || path.startsWith(`${one}/`));
      if (!clashes) paths.add(path);
    }
    const data = [...paths].map((path) => ({ runId, path, digest: 'd', size: BigInt(path.length) }));
    await ctx.db.artifact.createMany({ data });
    const owner: FileOwner = { kind: 'run', id: runId };
    const folders = new Set(['', 'nothing', ...names]);
    for (const path of paths) folders.add(path.split('/').slice(0, 2).join('/'));
    for (const folder of folders) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const expected = new Map<string, number | null>();
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        expected.set(name, rest.length > 0 ? null : path.length);
      }
      const listed = await listNames({ ctx, input: { owner, folder } });
      expect(new Map(listed.map(({ name, size }) => [name, size])), `${seed} ${folder}`).toEqual(expected);
      expect(listed).toHaveLength(expected.size);
      expect(listed.every(({ name, path }) => path === prefix + name)).toBe(true);
      const summed = await listFolder({ ctx, input: { owner, folder } });
      expect(new Map(summed.map((entry) => [entry.name, entry.type === 'file' ? entry.size : null]))).toEqual(expected);
    }
  }
});

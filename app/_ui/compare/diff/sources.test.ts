import { expect, test } from 'vitest';
import type { ColumnProfile } from '#lib/datasets/schema.ts';
import { tarArchive } from '#lib/recipes/tar-archive.ts';
import { commonShapes, profileChanges } from './profile-changes.ts';
import { readTar } from './read-tar.ts';

test('the archive of a version is read back, long paths and empty files too', () => {
  const long = `${'folder/'.repeat(20)}file.ts`;
  const files = { 'a.ts': 'const é = 1;\n', 'empty.ts': '', [long]: 'x'.repeat(1_500) };
  const archive = tarArchive(Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })));
  expect(Object.fromEntries(readTar(archive))).toEqual(files);
  expect(readTar(new Uint8Array(10)).size).toBe(0);
});

const column = (name: string, part: Partial<ColumnProfile>): ColumnProfile => ({
  name,
  type: 'DOUBLE',
  family: 'number',
  count: 10,
  nulls: 0,
  distinct: 2,
  distinctApproximate: false,
  min: 0,
  max: 1,
  ...part,
});

test('columns that changed, came or went are told, and drawn on one axis', () => {
  const histogram = (edges: number[], counts: number[]) => ({ edges, counts, below: 0, above: 0 });
  const before = {
    rowCount: 10,
    columns: [column('same', {}), column('gone', {}), column('x', { histogram: histogram([0, 1, 2], [5, 5]) })],
  };
  const after = {
    rowCount: 10,
    columns: [column('same', {}), column('x', { histogram: histogram([2, 4], [10]) }), column('new', {})],
  };
  const { changed, same } = profileChanges(before, after);
  expect(same).toBe(1);
  expect(changed.map(({ name, before: old, after: now }) => [name, Boolean(old), Boolean(now)])).toEqual([
    ['x', true, true],
    ['new', false, true],
    ['gone', true, false],
  ]);
  const [x] = changed;
  expect(x && commonShapes(x)).toEqual({
    before: {
      bars: [
        { from: 0, to: 0.25, share: 0.5 },
        { from: 0.25, to: 0.5, share: 0.5 },
      ],
    },
    after: { bars: [{ from: 0.5, to: 1, share: 1 }] },
  });
});

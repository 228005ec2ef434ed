import { expect, test } from 'vitest';
import { artifactTree } from './artifact-tree.ts';
import { visibleEntries } from './visible-entries.ts';

test('paths become folders with the size of what is below them, in natural order', () => {
  const tree = artifactTree([
    { path: 'part-10.parquet', size: 5 },
    { path: 'model/weights.bin', size: 100 },
    { path: 'part-9.parquet', size: 4 },
    { path: 'model/checks/a.json', size: 1 },
  ]);
  expect(tree.size).toBe(110);
  expect(tree.files.map((each) => each.name)).toEqual(['part-9.parquet', 'part-10.parquet']);
  expect(tree.folders.map((folder) => [folder.path, folder.size])).toEqual([['model', 101]]);
  expect(tree.folders[0]?.folders.map((folder) => [folder.path, folder.size])).toEqual([['model/checks', 1]]);
});

test('an open tree shows what lies in open folders, folders before files', () => {
  const tree = artifactTree(['a/b/c.txt', 'a/d.txt', 'z.txt'].map((path) => ({ path, size: 1 })));
  const shown = (open: string[]) =>
    visibleEntries(tree, (path) => open.includes(path)).map((row) => `${row.level} ${row.kind} ${row.path}`);
  expect(shown([])).toEqual(['0 folder a', '0 file z.txt']);
  expect(shown(['a'])).toEqual(['0 folder a', '1 folder a/b', '1 file a/d.txt', '0 file z.txt']);
  expect(shown(['a/b'])).toEqual(shown([]));
});

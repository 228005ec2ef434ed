import { expect, test } from 'vitest';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunRows } from '../use-run-rows.ts';
import { withPinnedRows } from './with-pinned-rows.ts';

const row = (id: string) => ({ id }) as RunRow;
const all = ['a', 'b', 'c', 'd', 'e'];
const lines = all.map((_, index) => ({ parent: index > 0 ? 0 : undefined }));
const plain = {
  total: all.length,
  rowAt: (index: number) => (all[index] ? row(all[index]) : undefined),
  head: all.slice(0, 3).map(row),
  tree: { at: (index: number) => lines[index], toggle: () => {} },
  pagesOf: (from: number, to: number) => [all.slice(from, to + 1).map(row)],
  idsOf: async (from: number, count: number) => all.slice(from, from + count),
} as unknown as RunRows;

test('runs that are pinned are the first lines, whether they are loaded or not, and all others follow', async () => {
  const rows = withPinnedRows(plain, [row('x'), undefined, row('b')]);
  expect([rows.total, rows.pinned]).toEqual([8, 3]);
  expect(Array.from({ length: 9 }, (_, index) => rows.rowAt(index)?.id)).toEqual([
    ...['x', undefined, 'b'],
    ...all,
    undefined,
  ]);
  expect(rows.head.map(({ id }) => id)).toEqual(['x', 'b', 'a', 'c']);
  expect(rows.pagesOf(1, 4).map((page) => page.map(({ id }) => id))).toEqual([
    ['x', 'b'],
    ['a', 'b'],
  ]);
  expect(await rows.idsOf?.(0, 5)).toEqual(['x', 'b', 'a', 'b']);
  expect(await rows.idsOf?.(2, 1)).toEqual(['b']);
  expect(await rows.idsOf?.(4, 2)).toEqual(['b', 'c']);
  expect(rows.tree?.at(4)?.parent).toBe(3);
  // The same line stays the same object, so that it is drawn once.
  expect(withPinnedRows(plain, [row('x'), row('y'), row('b')]).tree?.at(4)).toBe(rows.tree?.at(4));
});

test('without a pinned run a list is as it was', () => {
  expect(withPinnedRows(plain, [])).toBe(plain);
});

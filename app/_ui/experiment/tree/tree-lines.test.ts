import { expect, test } from 'vitest';
import type { TreeRow } from '#lib/runs/tree/schema.ts';
import { type Branch, treeLines } from './tree-lines.ts';

const row = (id: string, below = 0) => ({ id, below }) as TreeRow;
const branch = (total: number, rows: [number, TreeRow][]): Branch => ({ total, rows: new Map(rows) });

function drawn(branches: [string, Branch][], open: string[]): string[] {
  const lines = treeLines(new Map(branches), (row) => open.includes(row.id));
  return Array.from({ length: lines.total }, (_, index) => {
    const line = lines.lineAt(index);
    return `${'·'.repeat(line?.depth ?? 9)}${line?.row?.id ?? `${line?.under ?? ''}#${line?.place}`}`;
  });
}

const branches: [string, Branch][] = [
  [
    '',
    branch(4, [
      [0, row('a', 2)],
      [1, row('b')],
      [3, row('d', 3)],
    ]),
  ],
  [
    'a',
    branch(2, [
      [0, row('aa', 1)],
      [1, row('ab')],
    ]),
  ],
  ['aa', branch(1, [[0, row('aaa')]])],
];

test('a tree is one line for each run that is to be seen, whatever of it is loaded', () => {
  expect(drawn([], [])).toEqual([]);
  expect(drawn(branches, [])).toEqual(['a', 'b', '#2', 'd']);
  expect(drawn(branches, ['aa'])).toEqual(['a', 'b', '#2', 'd']);
  expect(drawn(branches, ['a', 'd'])).toEqual(['a', '·aa', '·ab', 'b', '#2', 'd', '·d#0', '·d#1', '·d#2']);
  expect(drawn(branches, ['aa', 'a'])).toEqual(['a', '·aa', '··aaa', '·ab', 'b', '#2', 'd']);
});

test('a line knows where it stands, and which run it stands below', () => {
  const lines = treeLines(new Map(branches), (row) => ['a', 'aa', 'd'].includes(row.id));
  expect(lines.lineAt(2)).toMatchObject({ under: 'aa', place: 0, beside: 1, depth: 2, parent: 1, open: false });
  expect(lines.lineAt(1)).toMatchObject({ under: 'a', beside: 2, parent: 0, open: true });
  expect(lines.lineAt(8)).toMatchObject({ under: 'd', place: 1, beside: 3, parent: 6 });
  expect(lines.lineAt(4)).toMatchObject({ under: undefined, place: 1, parent: undefined });
  expect([lines.lineAt(-1), lines.lineAt(lines.total)]).toEqual([undefined, undefined]);
  expect(lines.open).toContainEqual({ under: undefined, place: 3 });
});

test('runs that name each other in a ring come to an end', () => {
  const ring: [string, Branch][] = [
    ['', branch(1, [[0, row('a', 1)]])],
    ['a', branch(1, [[0, row('a', 1)]])],
  ];
  expect(treeLines(new Map(ring), () => true).total).toBeLessThan(200);
});

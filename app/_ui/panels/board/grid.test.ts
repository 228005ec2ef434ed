import { expect, test } from 'vitest';
import { bodyHeight, fitSize, gap, movedTo, panelHeight, placeBeside, resized, sizeOf } from './grid.ts';

const list = ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'text', w: 6, h: 4, settings: {} }));
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).join('');

test('a panel goes to another place, and past the ends it stays at the end', () => {
  expect(ids(movedTo(list, 'a', 2))).toBe('bcad');
  expect(ids(movedTo(list, 'd', 0))).toBe('dabc');
  expect(ids(movedTo(list, 'b', 99))).toBe('acdb');
  expect(ids(movedTo(list, 'b', -1))).toBe('bacd');
  expect(movedTo(list, 'b', 1)).toBe(list);
  expect(movedTo(list, 'x', 1)).toBe(list);
});

test('let go beside another panel it stands there, whichever way it came from', () => {
  const drop = (id: string, other: string, after: boolean) =>
    ids(movedTo(list, id, placeBeside(list, id, other, after)));
  expect(drop('a', 'c', false)).toBe('bacd');
  expect(drop('a', 'c', true)).toBe('bcad');
  expect(drop('d', 'b', false)).toBe('adbc');
  expect(drop('d', 'b', true)).toBe('abdc');
  expect(drop('a', 'gone', true)).toBe('bcda');
});

test('a size drawn with the pointer is the nearest one of the grid, and none that no panel can have', () => {
  const width = 12 * 80 - gap;
  expect(sizeOf({ width: 6 * 80 - gap, height: panelHeight(7) }, width)).toEqual({ w: 6, h: 7 });
  expect(sizeOf({ width: 6 * 80 + 20, height: panelHeight(7) + 15 }, width)).toEqual({ w: 6, h: 7 });
  expect(sizeOf({ width: -300, height: 5 }, width)).toEqual({ w: 2, h: 2 });
  expect(sizeOf({ width: 9_000, height: 9_000 }, width)).toEqual({ w: 12, h: 24 });
  expect(fitSize({ w: 1, h: 30 })).toEqual({ w: 2, h: 24 });
  expect(bodyHeight(7, true)).toBeLessThan(bodyHeight(7, false));
});

test('a panel gets another size, the others stay the same objects', () => {
  const next = resized(list, 'b', { w: 12, h: 1 });
  expect(next[1]).toMatchObject({ id: 'b', w: 12, h: 2 });
  expect(next[0]).toBe(list[0]);
  expect(resized(list, 'b', { w: 6, h: 4 })).toBe(list);
});

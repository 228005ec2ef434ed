import { expect, test } from 'vitest';
import {
  idTail,
  isVisible,
  newestFirst,
  pickAlso,
  type RunSet,
  readRunSet,
  sortBy,
  togglePins,
  toggleSelected,
  toggleSolo,
  toggleVisible,
  writeRunSet,
} from './run-set.ts';

const id = (tail: string) => `0193aaaaaaaa7000${'0'.repeat(8)}${tail}`;
const [a, b, c, d] = ['aaaa0001', 'bbbb0002', 'cccc0003', 'dddd0004'].map(id) as [string, string, string, string];
const empty = readRunSet(new URLSearchParams());

test('the default state has an empty address', () => {
  expect(empty).toEqual({
    tab: 'charts',
    board: undefined,
    q: '',
    sort: [newestFirst],
    columns: undefined,
    hidden: [],
    solo: [],
    selected: [],
    pinned: [],
    base: undefined,
    archived: false,
    group: [],
    tree: false,
    open: [],
  });
  expect(writeRunSet(empty)).toBe('');
});

test('every state survives its own address', () => {
  const set: RunSet = {
    tab: 'boards',
    board: '0198b2a4c3d4e5f60718293a4b5c6d7e',
    q: 'embed & drop=0.1',
    sort: ['-metric:eval/auc', 'param:a,b~1'],
    columns: ['status', '|', 'metric:x, y', 'tag:~'],
    hidden: [idTail(a)],
    solo: [idTail(b)],
    selected: [a, c],
    pinned: [d, a],
    base: b,
    archived: true,
    group: ['param:a,b~1', 'tag:fold', 'status'],
    tree: true,
    open: [idTail(d)],
  };
  expect(readRunSet(new URLSearchParams(writeRunSet(set)))).toEqual(set);
  expect(readRunSet(new URLSearchParams(writeRunSet({ ...set, columns: [] })))).toEqual({ ...set, columns: [] });
});

test('an address someone has spoilt falls back instead of failing', () => {
  expect(readRunSet(new URLSearchParams('tab=nonsense&hide=zz..12&sort=&group=metric:loss,created,nothing'))).toEqual(
    empty,
  );
});

test('hiding takes one run out, solo leaves one alone, and solo again brings all back', () => {
  const hidden = toggleVisible(empty, a);
  expect([a, b].map((each) => isVisible(hidden, each))).toEqual([false, true]);
  expect(toggleVisible(hidden, a)).toEqual(empty);
  const solo = toggleSolo(hidden, a);
  expect([a, b].map((each) => isVisible(solo, each))).toEqual([true, false]);
  expect([a, b].map((each) => isVisible(toggleVisible(solo, b), each))).toEqual([true, true]);
  expect(toggleSolo(solo, a)).toEqual(hidden);
});

test('a range is picked beside what was picked before, and its end is the last one picked', () => {
  const picked = toggleSelected(toggleSelected(empty, c), a);
  expect(pickAlso(picked, [b, c, d]).selected).toEqual([a, b, c, d]);
  expect(pickAlso(picked, [d, c]).selected).toEqual([a, d, c]);
  expect(pickAlso(empty, []).selected).toEqual([]);
  const many = Array.from({ length: 600 }, (_, index) => id(index.toString(16).padStart(8, '0')));
  expect(pickAlso(picked, many).selected).toEqual(many.slice(-500));
});

test('a header sorts by the greatest, then the least, then not; with shift behind the others', () => {
  const once = sortBy(empty, 'name', false);
  expect(once.sort).toEqual(['-name']);
  expect(sortBy(once, 'name', false).sort).toEqual(['name']);
  expect(sortBy(sortBy(once, 'name', false), 'name', false).sort).toEqual([newestFirst]);
  expect(sortBy(once, 'metric:auc', true).sort).toEqual(['-name', '-metric:auc']);
  expect(sortBy(sortBy(once, 'metric:auc', true), 'name', true).sort).toEqual(['-metric:auc', 'name']);
});

test('five hundred picked runs fit into an address', () => {
  const ids = Array.from({ length: 600 }, (_, index) => index.toString(16).padStart(32, 'f'));
  const set = { ...empty, selected: ids.slice(0, 500) };
  expect(writeRunSet(set).length).toBeLessThan(12_000);
  expect(readRunSet(new URLSearchParams(writeRunSet(set)))).toEqual(set);
  expect(pickAlso(empty, ids).selected).toHaveLength(500);
});

test('runs are pinned behind those that are, and let go together once all are', () => {
  const one = togglePins(empty, [b]);
  const all = togglePins(one, [a, b]);
  expect([one.pinned, all.pinned]).toEqual([[b], [a, b]]);
  expect(togglePins(all, [b, a]).pinned).toEqual([]);
  expect(togglePins(all, [a]).pinned).toEqual([b]);
  const many = Array.from({ length: 12 }, (_, index) => id(`eeee00${index + 10}`));
  const most = togglePins(empty, many);
  expect(most.pinned).toEqual(many.slice(2));
  expect(togglePins(most, many).pinned).toEqual([]);
});

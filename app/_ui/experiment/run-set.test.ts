import { expect, test } from 'vitest';
import {
  idTail,
  isVisible,
  newestFirst,
  readRunSet,
  selectRange,
  toggleSelected,
  toggleSolo,
  toggleVisible,
  writeRunSet,
} from './run-set.ts';

const id = (tail: string) => `0193aaaaaaaa7000${'0'.repeat(8)}${tail}`;
const [a, b, c, d] = ['aaaa0001', 'bbbb0002', 'cccc0003', 'dddd0004'].map(id) as [string, string, string, string];
const empty = readRunSet(new URLSearchParams());

test('the default state has an empty address', () => {
  expect(empty).toEqual({ tab: 'charts', q: '', sort: newestFirst, hidden: [], solo: [], selected: [] });
  expect(writeRunSet(empty)).toBe('');
});

test('every state survives its own address', () => {
  const set = {
    tab: 'table',
    q: 'embed & drop=0.1',
    sort: '-metric:eval/auc',
    hidden: [idTail(a)],
    solo: [idTail(b)],
    selected: [idTail(a), idTail(c)],
  } as const;
  expect(
    readRunSet(
      new URLSearchParams(
        writeRunSet({ ...set, hidden: [...set.hidden], solo: [...set.solo], selected: [...set.selected] }),
      ),
    ),
  ).toEqual(set);
});

test('an address someone has spoilt falls back instead of failing', () => {
  expect(readRunSet(new URLSearchParams('tab=nonsense&hide=zz..12&sort='))).toEqual(empty);
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

test('a range goes from the last run picked, in either direction, and keeps what was picked before', () => {
  const picked = toggleSelected(empty, c);
  expect(new Set(selectRange(picked, [a, b, c, d], a).selected)).toEqual(new Set([a, b, c].map(idTail)));
  expect(new Set(selectRange(picked, [a, b, c, d], d).selected)).toEqual(new Set([c, d].map(idTail)));
  expect(selectRange(empty, [a, b], b).selected).toEqual([idTail(b)]);
});

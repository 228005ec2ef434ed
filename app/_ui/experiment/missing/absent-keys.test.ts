import { expect, test } from 'vitest';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { doubtful, unreadable } from './absent-keys.ts';

const row = (...cells: RunRow['cells']) => ({ cells }) as RunRow;
const keys = { metrics: ['loss'], params: ['lr'], complete: () => true };
const none = { head: [], columns: [] };

test('a key that is among all those known is there, another is not', () => {
  expect(doubtful(['status', 'metric:loss:min', 'param:lr', 'dataset:name'], keys, none)).toEqual([]);
  expect(doubtful(['metric:gone', 'param:loss'], keys, none)).toEqual([
    { name: 'metric:gone', key: { kind: 'metric', key: 'gone' }, sure: true },
    { name: 'param:loss', key: { kind: 'param', key: 'loss' }, sure: true },
  ]);
});

test('of keys that are not all known nothing is sure, and a run that has one proves it', () => {
  const some = { ...keys, complete: () => false };
  const rows = { head: [row(null, 0, 'x')], columns: ['param:depth', 'metric:late', 'tag:who'] };
  expect(doubtful(['param:depth', 'metric:late', 'tag:who', 'tag:gone'], some, rows)).toEqual([
    { name: 'param:depth', key: { kind: 'param', key: 'depth' }, sure: false },
    { name: 'tag:gone', key: { kind: 'tag', key: 'gone' }, sure: false },
  ]);
});

test('names of nothing are told from the mark of pinned columns', () => {
  expect(unreadable(['status', '|', 'foo', 'metric:', 'dataset:size'])).toEqual(['foo', 'metric:', 'dataset:size']);
});

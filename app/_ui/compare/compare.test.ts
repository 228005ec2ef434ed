import { expect, test } from 'vitest';
import type { CompareRow } from '#lib/runs/compare/schema.ts';
import { columnOrder, compareLines } from './compare-lines.ts';
import { comparePath, readRunIds } from './compare-path.ts';
import { markDifference } from './mark-difference.ts';
import { openKind } from './openable.ts';
import { bestOf } from './value-text.ts';

const ids = [1, 2, 3].map((number) => String(number).repeat(32));

test('an address names the same runs again, packed or as they are, each once', () => {
  const search = new URL(comparePath(ids, ids[1]), 'http://x').searchParams;
  expect(readRunIds(search.get('runs'), 500)).toEqual(ids);
  expect(search.get('base')).toBe(ids[1]);
  expect(readRunIds(`${ids[0]},${ids[0]},nonsense,<script>`, 500)).toEqual([ids[0]]);
  const many = Array.from({ length: 500 }, (_, index) => index.toString(16).padStart(32, '0'));
  expect(comparePath(many).length).toBeLessThan(12_000);
  expect(readRunIds(new URL(comparePath(many), 'http://x').searchParams.get('runs'), 400)).toHaveLength(400);
});

test('the baseline comes first, the others keep their order', () => {
  expect(columnOrder(ids, ids[2])).toEqual([2, 0, 1]);
  expect(columnOrder(ids, 'gone')).toEqual([0, 1, 2]);
  expect(columnOrder([], undefined)).toEqual([]);
});

test('a text is marked where it differs, and its long beginning is cut', () => {
  expect(markDifference('adam', 'adamw')).toEqual({ before: 'adam', changed: '', after: '' });
  expect(markDifference('lr=0.1,b=2', 'lr=0.25,b=2')).toEqual({ before: 'lr=0.', changed: '1', after: ',b=2' });
  const long = 'x'.repeat(100);
  expect(markDifference(`${long}a`, `${long}b`)).toEqual({ before: `…${'x'.repeat(12)}`, changed: 'a', after: '' });
  expect(markDifference('a😀', 'a😃').changed).toBe('😀');
});

test('a closed section shows its head alone, one without differences nothing', () => {
  const section = (id: 'params' | 'tags', differing: number) => ({ id, rows: 2, differing, more: false });
  const row = (sectionId: 'params' | 'tags'): CompareRow => ({
    section: sectionId,
    key: 'k',
    differs: true,
    values: [],
    at: [],
  });
  const lines = (closed: 'params'[], differences: boolean) =>
    compareLines([section('params', 1), section('tags', 0)], [row('params')], { closed: new Set(closed), differences });
  expect(lines([], true).map((line) => line.type)).toEqual(['section', 'row']);
  expect(lines(['params'], false).map((line) => line.type)).toEqual(['section', 'section']);
});

test('the best of a row is known where a direction is, and not all are equal', () => {
  const figures = (last: number) => ({ last, min: last, max: last });
  const row: CompareRow = {
    section: 'metrics',
    key: 'auc',
    differs: true,
    values: [figures(0.5), figures(0.9)],
    at: [0, 1, -1],
  };
  expect(bestOf(row, 'best', 'max')).toBe(0.9);
  expect(bestOf(row, 'last', 'min')).toBe(0.5);
  expect(bestOf(row, 'best', null)).toBeUndefined();
  expect(bestOf({ ...row, at: [0, 0, 0] }, 'best', 'max')).toBeUndefined();
});

test('what opens is what a cell cannot show', () => {
  expect(openKind({ section: 'params' }, '0.1', '0.2')).toBeUndefined();
  expect(openKind({ section: 'params' }, 'a'.repeat(50), 'b')).toBe('text');
  const file = (digest: string) => ({ digest, size: 1, mime: 'text/plain' });
  expect(openKind({ section: 'artifacts' }, file('a'), file('b'))).toBe('text');
  expect(openKind({ section: 'artifacts' }, file('a'), file('a'))).toBeUndefined();
  const code = (name: string) => ({ text: name, thing: { type: 'code' as const, name } });
  expect(openKind({ section: 'code' }, code('a'), code('b'))).toBe('code');
});

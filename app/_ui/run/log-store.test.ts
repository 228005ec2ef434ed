import { expect, test } from 'vitest';
import type { LogLineAnswer, LogLinesPage } from '#lib/logs/schema.ts';
import { LogStore, linesOfPage } from './log-store.ts';

const line = (number: number, text = `line ${number}`): LogLineAnswer => ({
  number,
  text,
  attempt: 1,
  stream: 'stdout',
  more: 0,
  at: '2026-11-25T13:00:00.000Z',
});
const page = (total: number, from: number, to: number, open: number | null = null): LogLinesPage => ({
  total,
  open,
  attempts: [1],
  items: Array.from({ length: to - from + 1 }, (_, index) => line(from + index)),
});

test('what is missing of the lines in view is asked for by pages, and once it is here no more', () => {
  const store = new LogStore();
  expect(store.following()).toBeUndefined();
  store.merge(page(2_000, 1_501, 2_000));
  expect(store.missing(1_490, 1_520)).toEqual([1_001]);
  expect(store.missing(480, 520)).toEqual([1, 501]);
  expect(store.missing(1_990, 2_400)).toEqual([]);
  store.merge(page(2_000, 1_001, 1_500));
  expect(store.missing(1_490, 1_520)).toEqual([]);
  expect(store.line(1_490)?.text).toBe('line 1490');
});

test('a log that grows is followed from the first line that may still change', () => {
  const store = new LogStore();
  store.merge(page(10, 1, 10, 8));
  expect(store.following()).toBe(8);
  store.merge({ ...page(12, 8, 12), items: [line(8, 'bar 100 %'), line(11), line(12)] });
  expect(store.line(8)?.text).toBe('bar 100 %');
  expect(store.following()).toBe(12);
});

test('lines looked at long ago are forgotten', () => {
  const store = new LogStore();
  const total = 100 * linesOfPage;
  for (let from = 1; from < total; from += linesOfPage) store.merge(page(total, from, from + linesOfPage - 1));
  expect(store.line(1)).toBeUndefined();
  expect(store.line(total)?.text).toBe(`line ${total}`);
});

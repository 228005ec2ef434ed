import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import type { Term } from '../../filter/tree.ts';
import { isCommon, rememberCommon } from './common-terms.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

afterEach(() => vi.restoreAllMocks());

function termOf(value: string): Term {
  const field = { entity: 'param', key: 'lr' } as const;
  return { kind: 'term', field, test: { kind: 'text', operator: '=', value }, column: 1, valueColumn: 6 };
}

function at(seconds: number): void {
  vi.spyOn(performance, 'now').mockReturnValue(seconds * 1_000);
}

function remember(count: number, prefix: string): void {
  for (let index = 0; index < count; index += 1) rememberCommon([1], [termOf(`${prefix}${index}`)], 10);
}

test('a comparison is known for a minute, in its experiments and for its bound', () => {
  at(0);
  rememberCommon([1], [termOf('a')], 10);
  at(59);
  expect(isCommon([1], termOf('a'), 10)).toBe(true);
  expect([isCommon([2], termOf('a'), 10), isCommon([1], termOf('b'), 10), isCommon([1], termOf('a'), 11)]).toEqual([
    false,
    false,
    false,
  ]);
  at(60);
  expect(isCommon([1], termOf('a'), 10)).toBe(false);
});

test('what is over makes room for what is not', () => {
  at(100);
  remember(9_999, 'old');
  at(130);
  remember(2, 'young');
  at(161);
  rememberCommon([1], [termOf('new')], 10);
  expect(['old0', 'young0', 'young1', 'new'].map((value) => isCommon([1], termOf(value), 10))).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('long comparisons take no more memory than short ones', () => {
  at(1_000);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  remember(500, 'x'.repeat(100_000));
  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
});

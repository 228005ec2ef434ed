import { describe, expect, test } from 'vitest';
import { inLanguageOf } from '#lib/http/page-language.ts';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDateTime,
  formatDuration,
  formatExact,
  formatNumber,
  formatPercent,
  formatShort,
  formatUtc,
  middleEllipsis,
} from './format.ts';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [0.70214999, '0.7021'],
    [0.7, '0.7000'],
    [123.456, '123.5'],
    [1488, '1,488'],
    [999_999, '999,999'],
    [12_050_000, '1.205e+7'],
    [0.000032, '3.2e-5'],
    [-0.0041, '−0.004100'],
    [9999.96, '10,000'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%d is written %s', (value, shown) => expect(formatNumber(value)).toBe(shown));

  test('a hover shows every digit', () => {
    expect(formatExact(0.1 + 0.2)).toBe('0.30000000000000004');
    expect(formatExact(3_000_000)).toBe('3,000,000');
  });

  test('counts are grouped', () => expect(formatCount(-1204331)).toBe('−1,204,331'));

  test.each([
    [402_113, '402k'],
    [1_204_331, '1.2M'],
    [0.674, '0.674'],
    [0, '0'],
    [999.6, '1k'],
    [0.00001, '1e-5'],
  ])('%d fits an axis as %s', (value, shown) => expect(formatShort(value)).toBe(shown));

  test('percentages', () => {
    expect(formatPercent(0.611)).toBe('61 %');
    expect(formatPercent(0.0042)).toBe('0.4 %');
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [13_493_022, '13.5 MB'],
  [999_600, '1 MB'],
  [207e9, '207 GB'],
])('%d bytes are %s', (bytes, shown) => expect(formatBytes(bytes)).toBe(shown));

test.each([
  [850, '850 ms'],
  [2900, '2.9 s'],
  [9_960, '10 s'],
  [59_700, '1 m'],
  [108_000, '1 m 48 s'],
  [3_600_000 * 3 + 300_000, '3 h 5 m'],
  [86_400_000 * 2 + 3_600_000 * 4, '2 d 4 h'],
  [-5, '0 ms'],
])('%d ms last %s', (ms, shown) => expect(formatDuration(ms)).toBe(shown));

test('ages look back and ahead', () => {
  const now = Date.UTC(2026, 10, 25, 14);
  expect(formatAgo(now - 1000, now)).toBe('just now');
  expect(formatAgo(now - 61_000, now)).toBe('1 m ago');
  expect(formatAgo(now + 3 * 3_600_000, now)).toBe('in 3 h');
  expect(formatAgo(now - 12 * 86_400_000, now)).toBe('12 d ago');
});

test('UTC is the same everywhere, and a bad date is a dash', () => {
  expect(formatUtc('2026-11-25T13:41:07.123Z')).toBe('2026-11-25 13:41 UTC');
  expect(formatUtc('nonsense')).toBe('–');
});

test('ids keep both ends', () => {
  expect(middleEllipsis('9f3a04b2c1d0e5f6a7b8c21e')).toBe('9f3a04…c21e');
  expect(middleEllipsis('short')).toBe('short');
});

describe('in Spanish', () => {
  const spanish = <T>(work: () => T): T => inLanguageOf({ 'accept-language': 'es' }, work);

  test.each([
    [0.70214999, '0,7021'],
    [123.456, '123,5'],
    [1488, '1488'],
    [14_880, '14.880'],
    [14_880.5, '14.881'],
    [12_050_000, '1,205e+7'],
    [0.000032, '3,2e-5'],
    [-0.0041, '−0,004100'],
    [Number.NaN, 'NaN'],
  ])('%d is written %s', (value, shown) => expect(spanish(() => formatNumber(value))).toBe(shown));

  test('counts, shares, sizes and exact values', () => {
    expect(spanish(() => formatCount(-1204331))).toBe('−1.204.331');
    expect(spanish(() => formatPercent(0.0042))).toBe('0,4 %');
    expect(spanish(() => formatBytes(13_493_022))).toBe('13,5 MB');
    expect(spanish(() => formatShort(1_204_331))).toBe('1,2M');
    expect(spanish(() => formatExact(0.25))).toBe('0,25');
  });

  test('spans and ages', () => {
    const now = Date.UTC(2026, 10, 25, 14);
    expect(spanish(() => formatDuration(2900))).toBe('2,9 s');
    expect(spanish(() => formatDuration(108_000))).toBe('1 min 48 s');
    expect(spanish(() => formatAgo(now - 1000, now))).toBe('ahora mismo');
    expect(spanish(() => formatAgo(now - 61_000, now))).toBe('hace 1 min');
    expect(spanish(() => formatAgo(now + 3 * 3_600_000, now))).toBe('dentro de 3 h');
  });

  test('dates', () => {
    const time = Date.UTC(2026, 10, 25, 13, 41, 7);
    expect(formatDateTime(time, 'UTC')).toBe('25 Nov 2026, 13:41:07');
    expect(spanish(() => formatDateTime(time, 'UTC'))).toBe('25 nov 2026, 13:41:07');
  });
});

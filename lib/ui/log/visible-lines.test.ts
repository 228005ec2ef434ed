import { expect, test } from 'vitest';
import { lineHeight, scrollTopOf, visibleLines } from './visible-lines.ts';

test('a short log is drawn whole, a long one around what is in view', () => {
  expect(visibleLines(3, 400, 0)).toEqual({ height: 54, from: 0, to: 3, top: 0 });
  expect(visibleLines(10_000, 360, 1_800, 5)).toEqual({ height: 180_000, from: 95, to: 125, top: 1_710 });
});

test('a million lines fit a box that browsers can hold, and each can be reached', () => {
  const total = 1_000_000;
  const view = 500;
  const { height } = visibleLines(total, view, 0);
  expect(height).toBe(12_000_000);
  const end = visibleLines(total, view, height - view, 0);
  expect(end.to).toBe(total);
  expect(end.top + (end.to - end.from) * lineHeight).toBeCloseTo(height, 3);
  for (const index of [0, 1, 499_999, 765_432, 999_999]) {
    const scrollTop = scrollTopOf(index, total, view, 'middle');
    const shown = visibleLines(total, view, scrollTop, 0);
    expect(index).toBeGreaterThanOrEqual(shown.from);
    expect(index).toBeLessThan(shown.to);
  }
});

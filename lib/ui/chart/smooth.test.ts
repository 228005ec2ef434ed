import { describe, expect, test } from 'vitest';
import { smooth, smoothingUnit } from './smooth.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('smoothing', () => {
  test('weight 0 changes nothing, and a flat line stays flat', () => {
    expect([...smooth({ kind: 'ema', x: [0, 1, 2], y: [3, 1, 2], weight: 0, unit: 1 })]).toEqual([3, 1, 2]);
    for (const value of smooth({ kind: 'ema', x: range(50), y: Array(50).fill(0.7), weight: 0.9, unit: 1 }))
      expect(value).toBeCloseTo(0.7, 12);
  });

  test('starts at the first point instead of at zero', () => {
    expect(smooth({ kind: 'ema', x: [0, 1], y: [5, 5], weight: 0.99, unit: 1 })[0]).toBeCloseTo(5, 12);
  });

  test('is the plain average of a debiased EMA on even steps', () => {
    const [, second] = smooth({ kind: 'ema', x: [0, 1], y: [0, 1], weight: 0.5, unit: 1 });
    expect(second).toBeCloseTo(0.5 / 0.75, 12);
  });

  test('a long gap forgets more than a short one', () => {
    const near = smooth({ kind: 'ema', x: [0, 1], y: [0, 1], weight: 0.9, unit: 1 })[1] ?? 0;
    const far = smooth({ kind: 'ema', x: [0, 100], y: [0, 1], weight: 0.9, unit: 1 })[1] ?? 0;
    expect(far).toBeGreaterThan(near);
    expect(far).toBeGreaterThan(0.85);
  });

  test('zooming does not change it: the same points in a window, with the same unit, converge to the same values', () => {
    const x = range(2000);
    const y = x.map((at) => Math.sin(at / 90));
    const unit = smoothingUnit({ first: 0, last: 1999, points: 2000 });
    const whole = smooth({ kind: 'ema', x, y, weight: 0.9, unit });
    const part = smooth({ kind: 'ema', x: x.slice(500), y: y.slice(500), weight: 0.9, unit });
    for (let at = 1400; at < 2000; at += 100) expect(part[at - 500]).toBeCloseTo(whole[at] ?? 0, 4);
  });

  test('NaN and infinities stay where they are and do not spread', () => {
    const result = smooth({
      kind: 'ema',
      x: range(4),
      y: [1, Number.NaN, Number.POSITIVE_INFINITY, 1],
      weight: 0.9,
      unit: 1,
    });
    expect(result[1]).toBeNaN();
    expect(result[2]).toBe(Number.POSITIVE_INFINITY);
    expect(result[3]).toBeCloseTo(1, 12);
  });

  test('the unit comes from the whole series', () => {
    expect(smoothingUnit({ first: 0, last: 1_000_000, points: 1_000_001 })).toBe(4000);
    expect(smoothingUnit({ first: 0, last: 90, points: 10 })).toBe(10);
    expect(smoothingUnit({ first: 3, last: 3, points: 1 })).toBe(1);
  });
});

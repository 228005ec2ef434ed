import { expect, test } from 'vitest';
import { nearestTo } from './at-x.ts';

const curve = { x: [0, 0, 0.2, 1], y: [0, 0.4, 0.8, 1], thresholds: [null, 0.9, 0.5, 0.1], area: 0.8 };

test.each([
  [0, { x: 0, y: 0.4, threshold: 0.9 }],
  [0.15, { x: 0.2, y: 0.8, threshold: 0.5 }],
  [0.7, { x: 1, y: 1, threshold: 0.1 }],
])('at %d the nearest point is read, the highest where several stand there', (at, expected) => {
  expect(nearestTo(curve, at)).toEqual(expected);
});

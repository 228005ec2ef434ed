import { expect, test } from 'vitest';
import { roundedPath } from './rounded-path.ts';

test('a straight line stays straight, a corner is rounded', () => {
  expect(
    roundedPath(
      [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ],
      4,
    ),
  ).toBe('M0 0L10 0');
  expect(
    roundedPath(
      [
        { x: 0, y: 0 },
        { x: 20, y: 0 },
        { x: 20, y: 30 },
      ],
      4,
    ),
  ).toBe('M0 0L16 0Q20 0 20 4L20 30');
});

test('two corners close together share the way between them', () => {
  expect(
    roundedPath(
      [
        { x: 0, y: 0 },
        { x: 20, y: 0 },
        { x: 20, y: 4 },
        { x: 40, y: 4 },
      ],
      8,
    ),
  ).toBe('M0 0L12 0Q20 0 20 2L20 2Q20 4 28 4L40 4');
});

import { expect, test } from 'vitest';
import { matrixLayout } from './matrix-layout.ts';

test.each([
  [{ width: 640, height: 340 }, 3, 2],
  [{ width: 640, height: 340 }, 3, 10],
  [{ width: 300, height: 400 }, 8, 3],
  [{ width: 300, height: 200 }, 24, 10],
  [{ width: 500, height: 300 }, 2, 120],
  [{ width: 20, height: 20 }, 1, 2],
])(
  'in %j %d matrices of %d classes have cells that can be read, and stand beside each other',
  (size, count, classes) => {
    const { columns, cell, width } = matrixLayout(size, count, classes, 40);
    expect(cell).toBeGreaterThanOrEqual(13);
    expect(columns).toBeGreaterThanOrEqual(1);
    expect(columns).toBeLessThanOrEqual(count);
    // Only a single column may be wider than the room, and scrolls then.
    if (columns > 1) expect(columns * width).toBeLessThanOrEqual(size.width + 1);
  },
);

test('a few small matrices need no scrolling', () => {
  const { columns, height } = matrixLayout({ width: 640, height: 340 }, 3, 2, 40);
  expect(Math.ceil(3 / columns) * height).toBeLessThanOrEqual(340);
});

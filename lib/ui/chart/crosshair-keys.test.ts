import { expect, test } from 'vitest';
import { crosshairAfter } from './crosshair-keys.ts';

const area = { width: 400, height: 200 };
const press = (key: string, at = { left: 100, top: 50 }, shiftKey = false) =>
  crosshairAfter({ key, shiftKey }, at, area);

test('arrows move the crosshair, faster with Shift, and not out of the chart', () => {
  expect(press('ArrowRight')).toEqual({ left: 104, top: 50 });
  expect(press('ArrowLeft', undefined, true)).toEqual({ left: 60, top: 50 });
  expect(press('ArrowUp')).toEqual({ left: 100, top: 30 });
  expect(press('ArrowRight', { left: 399, top: 50 })).toEqual({ left: 400, top: 50 });
  expect(press('Tab')).toBeUndefined();
});

test('the first press begins in the middle', () => {
  expect(press('ArrowRight', { left: -10, top: -10 })).toEqual({ left: 204, top: 100 });
});

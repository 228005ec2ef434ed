import { expect, test } from 'vitest';
import { axisText, type PanelAxis, readAxis, readStretch, stretchesFor, stretchText } from './chart-question.ts';

test.each<PanelAxis>(['step', 'time', 'wall', { metric: 'epoch' }, { metric: 'a:b..c' }])(
  'an axis comes back from its text: %j',
  (axis) => expect(readAxis(axisText(axis))).toEqual(axis),
);

test.each([
  { min: 0, max: 10 },
  { min: -1.5e-7, max: 2e21 },
  { min: -20, max: -0.25 },
])('a stretch comes back from its text: %j', (stretch) => expect(readStretch(stretchText(stretch))).toEqual(stretch));

test.each(['', '..', '1..', '5..1', 'a..b', '1..Infinity', '0..1e999', '1...2', '1'])('%j is no stretch', (words) =>
  expect(readStretch(words)).toBeUndefined(),
);

test('a panel asks for as many stretches as it has dots for, in steps', () => {
  expect([120, 355, 356, 800, 801, 5_000].map((width) => stretchesFor(width, 1))).toEqual([
    100, 200, 200, 400, 500, 1_000,
  ]);
  expect(stretchesFor(355, 2)).toBe(400);
});

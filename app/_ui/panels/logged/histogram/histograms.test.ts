import { describe, expect, test } from 'vitest';
import { thinned } from '../thinned.ts';
import { readHistograms } from './read-histograms.ts';
import { quantile, rangeOf, sharesOver } from './shape.ts';
import { roundTicks } from './value-axis.tsx';

const line = (value: unknown) => JSON.stringify(value);
const good = { step: 3, edges: [0, 1, 2], counts: [4, 6] };

describe('histograms are read', () => {
  test('from lines, by step, the last of a step', () => {
    const content = [line({ ...good, step: 7 }), '', line(good), line({ ...good, counts: [1, 1] })].join('\n');
    expect(readHistograms(content, 'histograms/w.jsonl')).toEqual([
      { ...good, counts: [1, 1] },
      { ...good, step: 7 },
    ]);
  });

  test('from a table as log_table writes it', () => {
    const content = line({ columns: ['counts', 'step', 'edges'], data: [[[4, 6], 3, [0, 1, 2]]] });
    expect(readHistograms(content, 'histograms/w.json')).toEqual([good]);
  });

  test.each([
    ['', 'no histogram'],
    ['nonsense', 'Line 1: expected is an object'],
    [`${line(good)}\n[]`, 'Line 2: expected is an object'],
    [line({ ...good, step: 1.5 }), 'Line 1: step must be a whole number'],
    [line({ ...good, step: '3' }), 'step must be a whole number'],
    [line({ ...good, edges: [0, 2, 1] }), 'edges must be two or more rising numbers'],
    ['{"step": 3, "edges": [0, NaN, 2], "counts": [1, 2]}', 'edges must be two or more rising numbers'],
    [line({ ...good, counts: [4, -6] }), 'none below 0'],
    [line({ ...good, counts: [4, 6, 1] }), 'there are 3 edges and 3 counts; one edge more'],
    [
      line({ step: 1, edges: Array.from({ length: 2_002 }, (_, at) => at), counts: Array(2_001).fill(1) }),
      'at most 2,000',
    ],
  ])('%j is refused with what is wrong', (content, message) => {
    expect(() => readHistograms(content, 'histograms/w.jsonl')).toThrow(message);
  });

  test.each([
    ['[]', 'holds no table'],
    [line({ columns: ['step', 'counts'], data: [] }), 'no column edges'],
    [line({ columns: ['step', 'edges', 'counts'], data: [7] }), 'Row 1'],
  ])('the table %j is refused with what is wrong', (content, message) => {
    expect(() => readHistograms(content, 'histograms/w.json')).toThrow(message);
  });
});

describe('the shape of a histogram', () => {
  const uneven = { step: 0, edges: [0, 1, 3, 10], counts: [2, 6, 0] };

  test('its range is where values lie', () => {
    expect(rangeOf([uneven])).toEqual([0, 3]);
    expect(rangeOf([{ step: 0, edges: [0, 1], counts: [0] }])).toBeUndefined();
  });

  test('shares over other bins keep the whole', () => {
    expect([...sharesOver(uneven, [0, 3], 3)]).toEqual([0.25, 0.375, 0.375]);
    expect(sharesOver(uneven, [-2, 5], 17).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect([...sharesOver(uneven, [1, 3], 2)]).toEqual([0.375, 0.375]);
  });

  test('quantiles lie within bins', () => {
    expect(quantile(uneven, 0.125)).toBe(0.5);
    expect(quantile(uneven, 0.5)).toBeCloseTo(1 + 2 / 3, 12);
    expect(quantile(uneven, 1)).toBe(3);
  });

  test('many are thinned with both ends kept', () => {
    expect(thinned([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 3, 6, 9]);
    expect(thinned([1, 2], 4)).toEqual([1, 2]);
  });
});

test.each([
  [[0, 1], 4, [0, 0.5, 1]],
  [[-2.9, 5], 3, [-2, 0, 2, 4]],
  [[-3e-8, 1e-8], 4, [-3e-8, -2e-8, -1e-8, 0, 1e-8]],
  [[0, 0.73], 4, [0, 0.2, 0.4, 0.6]],
] as const)('round places within %j, about %d', (range, about, places) => {
  expect(roundTicks(range, about)).toEqual(places);
});

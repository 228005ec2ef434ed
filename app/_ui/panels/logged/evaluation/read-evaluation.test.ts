import { describe, expect, test } from 'vitest';
import { readEvaluation } from './read-evaluation.ts';

const read = (value: unknown) => readEvaluation(JSON.stringify(value));

describe('what a client logs', () => {
  test('a matrix with and without labels', () => {
    expect(
      read({
        labels: ['no', true],
        confusion: [
          [3, 1],
          [0, 4],
        ],
      }).confusion,
    ).toEqual({
      labels: ['no', 'true'],
      counts: [
        [3, 1],
        [0, 4],
      ],
    });
    expect(
      read({
        confusion: [
          [3, 1],
          [0, 4],
        ],
      }).confusion?.labels,
    ).toEqual(['0', '1']);
  });

  test('curves as scikit-learn gives them: Infinity as a threshold, falling recall with a point more than thresholds', () => {
    const { roc, pr } = readEvaluation(
      '{"roc": {"fpr": [0, 0, 0.5, 1], "tpr": [0, 0.5, 1, 1], "thresholds": [Infinity, 0.9, 0.4, 0.1]},' +
        '"pr": {"recall": [1, 0.5, 0], "precision": [0.5, 1, 1], "thresholds": [0.1, 0.9]}}',
    );
    expect(roc).toEqual({ x: [0, 0, 0.5, 1], y: [0, 0.5, 1, 1], thresholds: [null, 0.9, 0.4, 0.1], area: 0.875 });
    // Average precision is 0.5 * 1 + 0.5 * 0.5.
    expect(pr).toEqual({ x: [0, 0.5, 1], y: [1, 1, 0.5], thresholds: [null, 0.9, 0.1], area: 0.75 });
  });

  test('an area that is said counts', () => {
    expect(read({ roc: { fpr: [0, 1], tpr: [0, 1] }, auc: 0.7 }).roc?.area).toBe(0.7);
  });

  test.each([
    [[], 'JSON'],
    [{ confusion: [] }, 'confusion: must be a square'],
    [{ confusion: [[1, 2], [3]] }, 'confusion: must be a square'],
    [
      {
        confusion: [
          [1, -2],
          [3, 4],
        ],
      },
      'confusion.0.1',
    ],
    [
      {
        confusion: [
          ['1', 2],
          [3, 4],
        ],
      },
      'confusion.0.0',
    ],
    [
      {
        labels: ['a'],
        confusion: [
          [1, 2],
          [3, 4],
        ],
      },
      '1 label for 2 rows',
    ],
    [{ roc: { fpr: [0, 1], tpr: [0, 0.5, 1] } }, '2 places and 3 values'],
    [{ roc: { fpr: [0, 1] } }, 'roc.tpr'],
  ])('%j is refused with what is wrong', (value, message) => {
    expect(() => read(value)).toThrow(message);
  });

  test('text that is no JSON', () => {
    expect(() => readEvaluation('<html>')).toThrow('not JSON');
  });
});

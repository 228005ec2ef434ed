import { describe, expect, test } from 'vitest';
import type { EvaluationReport } from '#lib/models/evaluation-report.ts';
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

describe('a report of this platform', () => {
  const report: EvaluationReport = {
    schema: 1,
    task: 'binary',
    target: { column: 'late', classes: ['no', 'yes'] },
    rows: 10,
    skipped: { invalid: 0, unknownClass: 0, unlabelled: 0 },
    metrics: { auc: 0.81, average_precision: null },
    baseline: { kind: 'prior', name: 'prior', metrics: {} },
    segments: [],
  };

  test('of two classes: rows are the actual class, the areas are exact', () => {
    const binary: EvaluationReport['binary'] = {
      positives: 5,
      threshold: 0.5,
      confusion: { tp: 1, fp: 2, fn: 3, tn: 4 },
      best: { threshold: 0.4, f1: 0.5, precision: 0.5, recall: 0.5 },
      roc: [
        [0, 0, 1],
        [1, 1, 0],
      ],
      pr: [
        [0, 1, 1],
        [1, 0.5, 0],
      ],
      calibration: [],
    };
    const { confusion, roc, pr } = read({ ...report, binary });
    expect(confusion).toEqual({
      labels: ['no', 'yes'],
      counts: [
        [4, 2],
        [3, 1],
      ],
    });
    expect(roc).toEqual({ x: [0, 1], y: [0, 1], thresholds: [1, 0], area: 0.81 });
    expect(pr?.area).toBeNaN();
  });

  test('of many classes has a matrix, of numbers nothing', () => {
    const multiclass = { confusion: [[1]], perClass: [{ class: 'a', rows: 1, precision: 1, recall: 1, f1: 1 }] };
    expect(read({ ...report, task: 'multiclass', target: { column: 'c' }, multiclass })).toEqual({
      confusion: { labels: ['a'], counts: [[1]] },
    });
    expect(read({ ...report, task: 'regression' })).toEqual({});
  });
});

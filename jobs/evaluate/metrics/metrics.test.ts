import { expect, test } from 'vitest';
import { seededRandom } from '#jobs/runtimes/seeded-random.ts';
import { areaUnderRoc } from './area-under-roc.ts';
import { BinaryAccumulator } from './binary-metrics.ts';
import { BinnedArea } from './binned-area.ts';
import { Calibration } from './calibration.ts';
import { ClassAccumulator } from './class-metrics.ts';
import { curves } from './curves.ts';
import { LabelledScores } from './labelled-scores.ts';
import { RegressionAccumulator } from './regression-metrics.ts';

/** Scores on a coarse grid, so that there are ties within and across the classes. */
function sample(rows: number, levels: number) {
  const random = seededRandom(rows, `levels ${levels}`);
  return Array.from({ length: rows }, () => {
    const label = random() < 0.3 ? 1 : 0;
    return { label, score: Math.fround(Math.round((random() * 0.7 + label * 0.25) * levels) / levels) };
  });
}

function sorted(rows: { score: number; label: number }[]) {
  const scores = new LabelledScores(4);
  for (const { score, label } of rows) scores.add(score, label);
  return scores.sortedByClass();
}

test.each([2, 7, 1_000])(
  'the area under the ROC curve is the share of pairs in the right order, on %i levels',
  (levels) => {
    const rows = sample(400, levels);
    let won = 0;
    let pairs = 0;
    for (const positive of rows.filter((row) => row.label === 1)) {
      for (const negative of rows.filter((row) => row.label === 0)) {
        pairs += 1;
        won += positive.score > negative.score ? 1 : positive.score === negative.score ? 0.5 : 0;
      }
    }
    const { negatives, positives } = sorted(rows);
    expect(areaUnderRoc(negatives, positives)).toBeCloseTo(won / pairs, 12);
    const binned = new BinnedArea();
    for (const { score, label } of rows) binned.add(Math.min(score, 1), label);
    expect(binned.finish()).toBeCloseTo(won / pairs, 3);
  },
);

test('there is no area with one class only', () => {
  expect(areaUnderRoc(new Float32Array(0), Float32Array.of(0.5))).toBeNaN();
  expect(new BinnedArea().finish()).toBeNaN();
});

test('curves run from corner to corner, stay small, and their areas are exact', () => {
  const rows = sample(1_200, 100_000);
  const { negatives, positives } = sorted(rows);
  const { roc, pr, averagePrecision, best } = curves(negatives, positives);
  expect(roc[0]).toEqual([0, 0, 1]);
  expect(roc.at(-1)?.slice(0, 2)).toEqual([1, 1]);
  expect(pr.at(-1)?.[0]).toBe(1);
  expect(roc.length).toBeLessThan(420);
  expect(pr.length).toBeLessThan(700);
  let area = 0;
  for (const [index, [x, y]] of roc.entries()) {
    const [px, py] = roc[index - 1] ?? [0, 0];
    area += ((x - px) * (y + py)) / 2;
  }
  expect(area).toBeCloseTo(areaUnderRoc(negatives, positives), 2);

  const order = rows.toSorted((a, b) => b.score - a.score);
  const at = (score: number) => {
    const taken = order.filter((row) => row.score >= score);
    const hits = taken.filter((row) => row.label === 1).length;
    return { precision: hits / taken.length, recall: hits / positives.length };
  };
  const thresholds = [...new Set(order.map((row) => row.score))];
  let expected = 0;
  let previous = 0;
  let bestF1 = 0;
  for (const threshold of thresholds) {
    const { precision, recall } = at(threshold);
    expected += (recall - previous) * precision;
    previous = recall;
    bestF1 = Math.max(bestF1, precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall));
  }
  expect(averagePrecision).toBeCloseTo(expected, 10);
  expect(best.f1).toBeCloseTo(bestF1, 10);
  expect(at(best.threshold).precision).toBeCloseTo(best.precision, 10);
});

test('binary figures by hand', () => {
  const rows = new BinaryAccumulator();
  for (const [score, label] of [
    [0.9, 1],
    [0.6, 0],
    [0.4, 1],
    [0.1, 0],
  ] as const) {
    rows.add(score, label);
  }
  const metrics = rows.finish();
  expect(rows.confusion).toEqual({ tp: 1, fp: 1, fn: 1, tn: 1 });
  expect(metrics).toMatchObject({
    rows: 4,
    positives: 2,
    auc: 0.75,
    accuracy: 0.5,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
  });
  expect(metrics.brier).toBeCloseTo((0.01 + 0.36 + 0.36 + 0.01) / 4, 12);
  expect(metrics.log_loss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.4) + Math.log(0.4) + Math.log(0.9)) / 4, 12);
  rows.clear();
  rows.add(0, 1);
  expect(Number.isFinite(rows.finish().log_loss)).toBe(true);
});

test('class figures by hand', () => {
  const rows = new ClassAccumulator(3);
  const answers = Float32Array.of(0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.6, 0.3, 0.1);
  expect(rows.add(answers, 0, 0)).toBe(0);
  rows.add(answers, 3, 1);
  rows.add(answers, 6, 1);
  expect([...rows.confusion]).toEqual([1, 0, 0, 1, 1, 0, 0, 0, 0]);
  const metrics = rows.finish();
  expect(metrics.accuracy).toBeCloseTo(2 / 3, 12);
  // The third class neither occurs nor is predicted: it does not count.
  expect(metrics.macro_f1).toBeCloseTo((2 / 3 + 2 / 3) / 2, 12);
  expect(metrics.log_loss).toBeCloseTo(-(Math.log(0.7) + Math.log(0.8) + Math.log(0.3)) / 3, 6);
});

test('regression figures keep their digits on large targets', () => {
  const rows = new RegressionAccumulator(1e9);
  for (const [predicted, truth] of [
    [1e9 + 1, 1e9],
    [1e9 + 2, 1e9 + 4],
    [1e9 + 9, 1e9 + 8],
  ] as const) {
    rows.add(predicted, truth);
  }
  const { rmse, mae, r2, bias } = rows.finish();
  expect(rmse).toBeCloseTo(Math.sqrt(2), 10);
  expect(mae).toBeCloseTo(4 / 3, 10);
  expect(bias).toBeCloseTo(0, 10);
  expect(r2).toBeCloseTo(1 - 6 / 32, 10);
});

test('calibration bins hold what was said and what came true', () => {
  const calibration = new Calibration(10);
  for (const label of [1, 0, 0, 0]) calibration.add(0.25, label);
  for (const label of [1, 1]) calibration.add(1, label);
  const { bins, ece } = calibration.finish();
  expect(bins[2]).toEqual({ from: 0.2, to: 0.3, rows: 4, meanScore: 0.25, positiveShare: 0.25 });
  expect(bins[9]).toMatchObject({ rows: 2, meanScore: 1, positiveShare: 1 });
  expect(bins[0]).toMatchObject({ rows: 0, meanScore: null, positiveShare: null });
  expect(ece).toBe(0);
});

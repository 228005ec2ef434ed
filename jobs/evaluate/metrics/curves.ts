export type CurvePoint = [x: number, y: number, threshold: number];

export interface Curves {
  roc: CurvePoint[];
  pr: CurvePoint[];
  /** Exact: every distinct score is a threshold. */
  averagePrecision: number;
  best: { threshold: number; f1: number; precision: number; recall: number };
}

/** How far, in x or y, a curve moves before its next point is kept: at most about 400 points a curve. */
const grain = 1 / 200;

/**
 * ROC and precision-recall curves by walking all distinct scores from the greatest down.
 * @param negatives scores of the negative rows, ascending
 * @param positives scores of the positive rows, ascending; curves of one class alone are empty
 */
export function curves(negatives: Float32Array, positives: Float32Array): Curves {
  const none = { threshold: 0.5, f1: 0, precision: 0, recall: 0 };
  if (negatives.length === 0 || positives.length === 0)
    return { roc: [], pr: [], averagePrecision: Number.NaN, best: none };
  const roc = keeper();
  const pr = keeper();
  let tp = 0;
  let fp = 0;
  let averagePrecision = 0;
  let best = none;
  roc.add([0, 0, 1], false);
  while (tp < positives.length || fp < negatives.length) {
    const topPositive =
      tp < positives.length ? (positives[positives.length - 1 - tp] as number) : Number.NEGATIVE_INFINITY;
    const topNegative =
      fp < negatives.length ? (negatives[negatives.length - 1 - fp] as number) : Number.NEGATIVE_INFINITY;
    const threshold = Math.max(topPositive, topNegative);
    const before = tp;
    while (tp < positives.length && positives[positives.length - 1 - tp] === threshold) tp++;
    while (fp < negatives.length && negatives[negatives.length - 1 - fp] === threshold) fp++;
    const recall = tp / positives.length;
    const precision = tp / (tp + fp);
    averagePrecision += ((tp - before) / positives.length) * precision;
    const f1 = (2 * tp) / (tp + fp + positives.length);
    if (f1 > best.f1) best = { threshold, f1, precision, recall };
    const last = tp === positives.length && fp === negatives.length;
    roc.add([fp / negatives.length, recall, threshold], last);
    pr.add([recall, precision, threshold], last);
  }
  return { roc: roc.points, pr: pr.points, averagePrecision, best };
}

function keeper() {
  const points: CurvePoint[] = [];
  return {
    points,
    add: (point: CurvePoint, last: boolean) => {
      const previous = points[points.length - 1];
      const far = !previous || Math.abs(point[0] - previous[0]) >= grain || Math.abs(point[1] - previous[1]) >= grain;
      if (far || last) points.push(point);
    },
  };
}

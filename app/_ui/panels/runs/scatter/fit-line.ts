import { pearson } from '../statistics/correlation.ts';

export interface FittedLine {
  /** y at x = 0 and at x = 1, in the places of the axes. */
  from: number;
  to: number;
  r2: number;
  points: number;
}

/**
 * The straight line of least squares through points in the places of their axes: on a logarithmic axis a straight line of
 * the logarithms. Undefined for fewer than three points, or where all stand above each other. Pure.
 */
export function fitLine(x: Float64Array, y: Float64Array): FittedLine | undefined {
  const drawn = [...x.keys()].filter((at) => !Number.isNaN(x[at]) && !Number.isNaN(y[at]));
  if (drawn.length < 3) return undefined;
  const [xs, ys] = [drawn.map((at) => x[at] ?? 0), drawn.map((at) => y[at] ?? 0)];
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const xx = xs.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (xx < 1e-12) return undefined;
  const slope = xs.reduce((sum, value, at) => sum + (value - meanX) * ((ys[at] ?? 0) - meanY), 0) / xx;
  const from = meanY - slope * meanX;
  const r = pearson(xs, ys);
  return { from, to: from + slope, r2: Number.isNaN(r) ? 0 : r * r, points: drawn.length };
}

import type { Curve } from '../evaluation/read-evaluation.ts';

export interface PointOfCurve {
  x: number;
  y: number;
  threshold: number | null;
}

/** The point of a curve that is nearest to a place along x; of several at one x the highest. */
export function nearestTo({ x, y, thresholds }: Curve, at: number): PointOfCurve {
  let best = 0;
  for (let index = 1; index < x.length; index += 1) {
    const nearer = Math.abs((x[index] ?? 0) - at) - Math.abs((x[best] ?? 0) - at);
    if (nearer < 0 || (nearer === 0 && (y[index] ?? 0) > (y[best] ?? 0))) best = index;
  }
  return { x: x[best] ?? 0, y: y[best] ?? 0, threshold: thresholds[best] ?? null };
}

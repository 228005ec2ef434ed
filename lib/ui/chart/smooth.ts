import type { Curve } from './line-series.ts';

/** Time-weighted exponential moving average; a bell around each point; the mean of what lies around it. */
export const smoothingKinds = ['ema', 'gaussian', 'mean'] as const;
export type SmoothingKind = (typeof smoothingKinds)[number];

export interface Smoothing {
  kind: SmoothingKind;
  /** 0 (none) to 0.999. */
  weight: number;
}

/**
 * Smooths values by their distance in x, so that uneven steps are smoothed evenly. Points that are not finite stay as
 * they are and are no part of any mean.
 *
 * `unit` is the distance over which one full weight applies. Take it, and the values, from the whole series and never
 * from the part on screen, and zooming does not change the curve (`smoothingUnit`). Of one weight all kinds reach as
 * far: weight / (1 - weight) units, the mean age of what an average with that weight remembers.
 */
export function smooth({ x, y, kind, weight, unit }: Curve & Smoothing & { unit: number }): Float64Array {
  const held = Math.min(Math.max(weight, 0), 0.999);
  if (held === 0) return Float64Array.from(y);
  if (kind === 'ema') return movingAverage({ x, y, held, unit });
  const reach = (held / (1 - held)) * (unit > 0 ? unit : 1);
  return kind === 'mean' ? runningMean({ x, y, half: reach * Math.sqrt(3) }) : bellMean({ x, y, sigma: reach });
}

/** The start is corrected for its missing past, so the first value is the first point. */
function movingAverage({ x, y, held, unit }: Curve & { held: number; unit: number }): Float64Array {
  const result = Float64Array.from(y);
  let average = 0;
  let norm = 0;
  let last = Number.NaN;
  for (let index = 0; index < result.length; index += 1) {
    const value = result[index] ?? Number.NaN;
    const at = x[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const distance = Number.isNaN(last) || unit <= 0 ? 1 : Math.max(0, at - last) / unit;
    const keep = held ** distance;
    average = average * keep + value * (1 - keep);
    norm = norm * keep + (1 - keep);
    last = at;
    result[index] = norm > 0 ? average / norm : value;
  }
  return result;
}

/** The mean of all within `half` to either side; at the ends of as much to either side as there is. */
function runningMean({ x, y, half }: Curve & { half: number }): Float64Array {
  const result = Float64Array.from(y);
  const sums = new Float64Array(y.length + 1);
  const counts = new Uint32Array(y.length + 1);
  for (let index = 0; index < y.length; index += 1) {
    const value = y[index] ?? Number.NaN;
    const finite = Number.isFinite(value);
    sums[index + 1] = (sums[index] ?? 0) + (finite ? value : 0);
    counts[index + 1] = (counts[index] ?? 0) + (finite ? 1 : 0);
  }
  const first = x[0] ?? 0;
  const last = x[x.length - 1] ?? 0;
  let from = 0;
  let to = 0;
  for (let index = 0; index < y.length; index += 1) {
    if (!Number.isFinite(y[index] ?? Number.NaN)) continue;
    const at = x[index] ?? 0;
    // As far as there are points on both sides, so that a line that rises is not bent at its ends.
    const near = Math.min(half, at - first, last - at);
    while (from > 0 && (x[from - 1] ?? 0) >= at - near) from -= 1;
    while (from < index && (x[from] ?? 0) < at - near) from += 1;
    if (to < index + 1) to = index + 1;
    while (to < y.length && (x[to] ?? 0) <= at + near) to += 1;
    while (to > index + 1 && (x[to - 1] ?? 0) > at + near) to -= 1;
    const count = (counts[to] ?? 0) - (counts[from] ?? 0);
    result[index] = count > 0 ? ((sums[to] ?? 0) - (sums[from] ?? 0)) / count : (y[index] ?? Number.NaN);
  }
  return result;
}

function bellMean({ x, y, sigma }: Curve & { sigma: number }): Float64Array {
  const result = Float64Array.from(y);
  let from = 0;
  for (let index = 0; index < y.length; index += 1) {
    if (!Number.isFinite(y[index] ?? Number.NaN)) continue;
    const at = x[index] ?? 0;
    while ((x[from] ?? 0) < at - 3 * sigma) from += 1;
    let sum = 0;
    let norm = 0;
    for (let other = from; other < y.length && (x[other] ?? 0) <= at + 3 * sigma; other += 1) {
      const value = y[other] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const distance = ((x[other] ?? 0) - at) / sigma;
      const weight = Math.exp(-0.5 * distance * distance);
      sum += weight * value;
      norm += weight;
    }
    result[index] = sum / norm;
  }
  return result;
}

/**
 * The smoothing distance of a series: one part in 250 of its whole extent, or one point where it has fewer. Finer
 * parts would leave a long series, drawn as a thousand buckets, as rough as before at every usual weight.
 */
export function smoothingUnit({ first, last, points }: { first: number; last: number; points: number }): number {
  const extent = last - first;
  return extent > 0 && points > 1 ? extent / Math.min(250, points - 1) : 1;
}

/**
 * Exponential moving average whose weight follows the distance in x, so that uneven steps are smoothed evenly.
 *
 * `unit` is the distance over which one full weight applies. Take it from the whole series, never from the part on
 * screen, and zooming does not change the curve (`smoothingUnit`). Points that are not finite stay as they are and do
 * not enter the average. The start is corrected for its missing past, so the first value is the first point.
 */
export function smooth({
  x,
  y,
  weight,
  unit,
}: {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  weight: number;
  unit: number;
}): Float64Array {
  const result = Float64Array.from(y);
  const held = Math.min(Math.max(weight, 0), 0.999);
  if (held === 0) return result;
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

/**
 * The smoothing distance of a series: one part in 250 of its whole extent, or one point where it has fewer. Finer
 * parts would leave a long series, drawn as a thousand buckets, as rough as before at every usual weight.
 */
export function smoothingUnit({ first, last, points }: { first: number; last: number; points: number }): number {
  const extent = last - first;
  return extent > 0 && points > 1 ? extent / Math.min(250, points - 1) : 1;
}

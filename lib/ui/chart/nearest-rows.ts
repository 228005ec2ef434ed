import type { Curve } from './line-series.ts';

/** The point of an ascending x that lies nearest to `at`; -1 when there is none. */
export function nearestIndex(x: ArrayLike<number>, at: number): number {
  if (x.length === 0) return -1;
  let low = 0;
  let high = x.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  return before >= 0 && at - (x[before] ?? 0) <= (x[low] ?? 0) - at ? before : low;
}

export interface NearRow {
  /** Index of the series. */
  series: number;
  /** Where its point lies. */
  x: number;
  value: number;
  raw: number;
  /** Pixels from the pointer, up or down. */
  distance: number;
}

/**
 * What a tooltip lists at `x`: one row for each line that has a point near it, nearest to the pointer first. A line
 * that ended or has not begun within `reach` of x is left out, so that nothing is read off where nothing was logged.
 */
export function nearestRows({
  lines,
  x,
  pointerY,
  toPixel,
  reach,
}: {
  lines: readonly { line: Curve; raw: Curve }[];
  x: number;
  pointerY: number;
  toPixel: (value: number) => number;
  reach: number;
}): NearRow[] {
  const rows: NearRow[] = [];
  lines.forEach(({ line, raw }, series) => {
    const index = nearestIndex(line.x, x);
    const value = line.y[index];
    if (index < 0 || value === undefined || Number.isNaN(value)) return;
    const first = line.x[0] ?? 0;
    const last = line.x[line.x.length - 1] ?? 0;
    if (x < first - reach || x > last + reach) return;
    const distance = Number.isFinite(value) ? Math.abs(toPixel(value) - pointerY) : Number.POSITIVE_INFINITY;
    rows.push({ series, x: line.x[index] ?? x, value, raw: raw.y[nearestIndex(raw.x, x)] ?? value, distance });
  });
  return rows.sort((a, b) => a.distance - b.distance);
}

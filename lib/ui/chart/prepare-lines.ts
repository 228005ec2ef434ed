import type { Curve, LineSeries } from './line-series.ts';
import { type Smoothing, smooth, smoothingUnit } from './smooth.ts';

export interface PreparedLine {
  id: string;
  /** The points themselves. */
  raw: Curve;
  /** What is drawn strong and read off: smoothed where smoothing is on, the points themselves otherwise. */
  line: Curve;
  band: LineSeries['band'] | undefined;
  /** Points that can be drawn, and those that cannot: NaN, infinite, or not above 0 on a logarithm. */
  drawable: number;
  skipped: number;
}

export interface PreparedLines {
  lines: PreparedLine[];
  /** First and last x of all lines, whole series counted; undefined where there is no point. */
  extent: [number, number] | undefined;
  smoothed: boolean;
}

/** Smooths lines, and counts what of them can be drawn. Each keeps its own x. */
export function prepareLines({
  series,
  smoothing,
  log,
}: {
  series: readonly LineSeries[];
  smoothing: Smoothing;
  log: boolean;
}): PreparedLines {
  const smoothed = smoothing.weight > 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const lines = series.map((each): PreparedLine => {
    const raw = { x: each.x, y: each.y };
    const whole = each.trend ?? raw;
    for (const { x } of [raw, whole]) {
      if (x.length === 0) continue;
      first = Math.min(first, x[0] ?? 0);
      last = Math.max(last, x[x.length - 1] ?? 0);
    }
    const points = whole.x.length;
    const unit = smoothingUnit({
      first: whole.x[0] ?? 0,
      last: whole.x[points - 1] ?? 0,
      points: each.total ?? points,
    });
    const line = smoothed ? { x: whole.x, y: smooth({ ...whole, ...smoothing, unit }) } : raw;
    const drawable = countDrawable(raw.y, log);
    return { id: each.id, raw, line, band: each.band, drawable, skipped: raw.y.length - drawable };
  });
  return { lines, extent: first <= last ? [first, last] : undefined, smoothed };
}

function countDrawable(values: ArrayLike<number>, log: boolean): number {
  let count = 0;
  for (let index = 0; index < values.length; index += 1) if (isDrawable(values[index] ?? Number.NaN, log)) count += 1;
  return count;
}

/** Whether a value has a place on the axis. */
export function isDrawable(value: number, log: boolean): boolean {
  return Number.isFinite(value) && (!log || value > 0);
}

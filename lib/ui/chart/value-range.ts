import type { Curve } from './line-series.ts';
import type { Zoom } from './plot.ts';
import { isDrawable, type PreparedLines } from './prepare-lines.ts';

export interface ValueRange {
  min: number;
  max: number;
  /** Points of the lines that lie outside, because outliers are cut off. */
  outside: number;
}

/**
 * The values that a chart's frame has to hold: those of the lines between two places on x, and where a line passes the
 * frame's sides.
 * @param clip leaves out what lies farther from the middle half of the points than three times its width (Tukey's outer
 *   fences), and counts it
 */
export function valueRange(stretch: {
  data: PreparedLines;
  from: number;
  to: number;
  log: boolean;
  clip: boolean;
}): ValueRange {
  const { log } = stretch;
  return rangeWithin(stretch) ?? (log ? { min: 0.1, max: 10, outside: 0 } : { min: 0, max: 1, outside: 0 });
}

/** Whether something is to be seen in a stretch: a point, or a line that passes through it. */
export function hasWithin(data: PreparedLines, { min, max, y }: Zoom, log: boolean): boolean {
  const range = rangeWithin({ data, from: min, to: max, log, clip: false });
  return range !== undefined && (y === undefined || (range.max >= y.min && range.min <= y.max));
}

function rangeWithin({ data, from, to, log, clip }: Parameters<typeof valueRange>[0]): ValueRange | undefined {
  const range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, outside: 0 };
  const all: number[] = [];
  const take = (value: number) => {
    if (!isDrawable(value, log)) return;
    if (value < range.min) range.min = value;
    if (value > range.max) range.max = value;
    if (clip) all.push(log ? Math.log(value) : value);
  };
  for (const { raw, line, band } of data.lines) {
    eachWithin(raw, from, to, take);
    if (line !== raw) eachWithin(line, from, to, take);
    if (band) for (const y of [band.lo, band.hi]) eachWithin({ x: band.x, y }, from, to, take);
  }
  if (range.min > range.max) return undefined;
  return clip ? clipped(range, all, log) : range;
}

function clipped(range: ValueRange, values: number[], log: boolean): ValueRange {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  const width = at(0.75) - at(0.25);
  if (!(width > 0)) return range;
  const [low, high] = [at(0.25) - 3 * width, at(0.75) + 3 * width];
  const inside = sorted.filter((value) => value >= low && value <= high);
  const back = (value: number) => (log ? Math.exp(value) : value);
  return {
    min: back(inside[0] ?? low),
    max: back(inside.at(-1) ?? high),
    outside: sorted.length - inside.length,
  };
}

/** Calls for the values between two places, and for the values at the places where the line has points on both sides. */
function eachWithin({ x, y }: Curve, from: number, to: number, take: (value: number) => void): void {
  const count = x.length;
  let index = firstAtLeast(x, from);
  take(between({ x, y }, index, from));
  for (; index < count && (x[index] ?? 0) <= to; index += 1) take(y[index] ?? Number.NaN);
  take(between({ x, y }, index, to));
}

function between({ x, y }: Curve, index: number, at: number): number {
  if (index <= 0 || index >= x.length) return Number.NaN;
  const [before, after] = [x[index - 1] ?? 0, x[index] ?? 0];
  const [low, high] = [y[index - 1] ?? Number.NaN, y[index] ?? Number.NaN];
  return after > before ? low + ((high - low) * (at - before)) / (after - before) : high;
}

/** The first place of an ascending x that is not below `value`; its length where there is none. */
export function firstAtLeast(x: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

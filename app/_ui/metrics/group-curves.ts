import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import type { LineSeries } from '#lib/ui/chart/line-series.ts';
import { firstAtLeast } from '#lib/ui/chart/value-range.ts';
import type { PanelAxis } from './chart-question.ts';
import { placesOf } from './series-curves.ts';

/** What the band around the mean of a group shows: its ends, what runs stray by, how sure the mean is, its middle half. */
export const bands = ['minmax', 'sd', 'se', 'quartiles', 'none'] as const;
export type Band = (typeof bands)[number];
/** It hides nothing. */
export const usualBand: Band = 'minmax';

export interface GroupCurves {
  x: Float64Array;
  /** The mean of the runs at each place; NaN where none has a value. */
  mean: Float64Array;
  lo: Float64Array;
  hi: Float64Array;
}

/** A run's points between two places of the axis, in ascending order of their middles. */
interface Part {
  from: number;
  to: number;
  middle: number;
  count: number;
  mean: number;
  min: number;
  max: number;
}

/** Places of a group's line: more than a panel has pixels for are thinned out. */
const mostPlaces = 800;

/**
 * The one line of a group of runs, and the band around it. The places are those of all runs; a run counts at each place
 * that it has points on both sides of, with what lies on the straight line between the means of its stretches. A value
 * that is not finite is a gap of that run. Ends of a `minmax` band are the exact least and greatest of the stretches, so
 * that a spike of one point of one run stays visible; deviations are those of a sample, NaN where one run is left.
 */
export function groupCurves(series: readonly DecodedSeries[], axis: PanelAxis, band: Band): GroupCurves {
  const runs = series.map((one) => partsOf(one, axis)).filter((parts) => parts.length > 0);
  const x = placesOfAll(runs);
  const made = () => new Float64Array(x.length).fill(Number.NaN);
  const curves = { x, mean: made(), lo: made(), hi: made() };
  const lines = runs.map((parts) => valuesAt(parts, x));
  const here: number[] = [];
  for (let place = 0; place < x.length; place += 1) {
    here.length = 0;
    for (const line of lines) {
      const value = line[place] ?? Number.NaN;
      if (Number.isFinite(value)) here.push(value);
    }
    if (here.length === 0) continue;
    const mean = meanOf(here);
    curves.mean[place] = mean;
    [curves.lo[place], curves.hi[place]] = bandOf(here, mean, band);
  }
  if (band === 'minmax') for (const parts of runs) stretchBand(curves, parts);
  return curves;
}

/** The line of a group as a chart draws it: without a band where none is asked for. */
export function groupLine({ x, mean, lo, hi }: GroupCurves, band: Band): Pick<LineSeries, 'x' | 'y' | 'band'> {
  return { x, y: mean, ...(band === 'none' ? {} : { band: { x, lo, hi } }) };
}

function partsOf(series: DecodedSeries, axis: PanelAxis): Part[] {
  const { count, min, max, first, mean = first } = series.columns;
  const [from, to] = placesOf(series, axis);
  const parts: Part[] = [];
  for (let index = 0; index < (count?.length ?? 0); index += 1) {
    const [one, other] = [from[index] ?? Number.NaN, to[index] ?? Number.NaN];
    const middle = one + (other - one) / 2;
    // What was measured before the metric that is x has no place.
    if (!Number.isFinite(middle)) continue;
    const value = mean?.[index] ?? Number.NaN;
    parts.push({
      from: Math.min(one, other),
      to: Math.max(one, other),
      middle,
      count: count?.[index] ?? 1,
      mean: value,
      min: min?.[index] ?? value,
      max: max?.[index] ?? value,
    });
  }
  // Steps ascend; clocks and other metrics may go back.
  parts.sort((a, b) => a.middle - b.middle);
  return joinEqual(parts);
}

/** One step may have been logged twice: what lies at one place is one part. */
function joinEqual(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before?.middle !== part.middle) joined.push(part);
    else if (Number.isNaN(before.mean)) joined[joined.length - 1] = part;
    else if (!Number.isNaN(part.mean)) joined[joined.length - 1] = joinTwo(before, part);
  }
  return joined;
}

function joinTwo(a: Part, b: Part): Part {
  const count = a.count + b.count;
  return {
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    middle: a.middle,
    count,
    mean: a.mean * (a.count / count) + b.mean * (b.count / count),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}

/** The middles of all stretches, each once; thinned out evenly where there are too many, the ends kept. */
function placesOfAll(runs: readonly Part[][]): Float64Array {
  const all = Float64Array.from(new Set(runs.flatMap((parts) => parts.map((part) => part.middle)))).sort();
  if (all.length <= mostPlaces) return all;
  const each = (all.length - 1) / (mostPlaces - 1);
  return Float64Array.from({ length: mostPlaces }, (_, place) => all[Math.round(place * each)] ?? 0);
}

/** The values of one run at ascending places; NaN before its first point, after its last, and beside a gap. */
function valuesAt(parts: readonly Part[], x: Float64Array): Float64Array {
  const values = new Float64Array(x.length).fill(Number.NaN);
  let next = 0;
  for (let place = 0; place < x.length; place += 1) {
    const at = x[place] ?? 0;
    while (next < parts.length && (parts[next]?.middle ?? 0) < at) next += 1;
    const [before, after] = [parts[next - 1], parts[next]];
    if (after?.middle === at) values[place] = after.mean;
    else if (before && after) values[place] = between(before, after, at);
    // Before the middle of its first stretch and behind that of its last a run has points, but one mean alone.
    else if (after && at >= after.from) values[place] = after.mean;
    else if (before && at <= before.to) values[place] = before.mean;
  }
  return values;
}

function between(before: Part, after: Part, at: number): number {
  const share = (at - before.middle) / (after.middle - before.middle);
  return before.mean * (1 - share) + after.mean * share;
}

// Divided beforehand: the sum of two values of 1e308 is beyond a float64, their mean is not.
function meanOf(values: readonly number[]): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  return mean;
}

function bandOf(values: number[], mean: number, band: Band): [number, number] {
  if (band === 'none') return [Number.NaN, Number.NaN];
  if (band === 'sd' || band === 'se') {
    const spread = deviation(values, mean) / (band === 'se' ? Math.sqrt(values.length) : 1);
    return [mean - spread, mean + spread];
  }
  values.sort((a, b) => a - b);
  return band === 'minmax'
    ? [values[0] ?? mean, values.at(-1) ?? mean]
    : [quantile(values, 0.25), quantile(values, 0.75)];
}

/** Of a sample. Measured by the greatest distance, whose square may be beyond a float64. */
function deviation(values: readonly number[], mean: number): number {
  if (values.length < 2) return Number.NaN;
  let greatest = 0;
  for (const value of values) greatest = Math.max(greatest, Math.abs(value - mean));
  if (greatest === 0) return 0;
  let sum = 0;
  for (const value of values) sum += ((value - mean) / greatest) ** 2;
  return greatest * Math.sqrt(sum / (values.length - 1));
}

/** Between two values in proportion, as spreadsheets and NumPy do. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  const rest = at - Math.floor(at);
  return rest === 0 ? below : below * (1 - rest) + above * rest;
}

/** Widens a band to what the stretches of a run hold: nobody knows where in a stretch its extremes lie. */
function stretchBand({ x, lo, hi }: GroupCurves, parts: readonly Part[]): void {
  for (const part of parts) {
    if (!Number.isFinite(part.mean)) continue;
    let place = firstAtLeast(x, part.from);
    // Where places were thinned out, the nearest one shows what lies beside it.
    if ((x[place] ?? Number.POSITIVE_INFINITY) > part.to) place = nearer(x, place, part.middle);
    do {
      if (part.min < (lo[place] ?? Number.NaN)) lo[place] = part.min;
      if (part.max > (hi[place] ?? Number.NaN)) hi[place] = part.max;
      place += 1;
    } while (place < x.length && (x[place] ?? 0) <= part.to);
  }
}

function nearer(x: Float64Array, place: number, at: number): number {
  const [before, after] = [x[place - 1], x[place]];
  if (before === undefined) return place;
  return after === undefined || at - before <= after - at ? place - 1 : place;
}

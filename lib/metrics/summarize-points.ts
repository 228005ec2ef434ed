import type { PackedPoints } from './pack-points.ts';

/** What points add to one series. Counts and sum take every point for a new one. */
export interface SeriesSummary {
  count: number;
  nanCount: number;
  /** Of the points that are not NaN. */
  sum: number;
  last: number;
  lastStep: number;
  lastAt: number;
  /** NaN while every point is. */
  min: number;
  max: number;
  firstStep: number;
  firstAt: number;
}

// JavaScript's < and > are false for NaN on either side; PostgreSQL sorts NaN above every number. Here as there.
function valueIsGreater(a: number, b: number): boolean {
  if (Number.isNaN(b)) return false;
  return Number.isNaN(a) || a > b;
}

/**
 * The summary of each series of a batch, in the order of its keys; undefined where a key has no points. Last is MLflow's:
 * greatest by (step, at, value).
 */
export function summarizePoints(points: PackedPoints): (SeriesSummary | undefined)[] {
  const { size, keyOf, step: steps, at: ats, value: values } = points;
  const series: (SeriesSummary | undefined)[] = new Array(points.keys.length).fill(undefined);
  for (let index = 0; index < size; index += 1) {
    const key = keyOf[index] ?? 0;
    const step = steps[index] ?? 0;
    const at = ats[index] ?? 0;
    const value = values[index] ?? 0;
    const nan = Number.isNaN(value);
    const known = series[key];
    if (known === undefined) {
      series[key] = {
        count: 1,
        nanCount: nan ? 1 : 0,
        sum: nan ? 0 : value,
        last: value,
        lastStep: step,
        lastAt: at,
        min: value,
        max: value,
        firstStep: step,
        firstAt: at,
      };
      continue;
    }
    known.count += 1;
    if (nan) known.nanCount += 1;
    else {
      known.sum += value;
      if (!(known.min <= value)) known.min = value;
      if (!(known.max >= value)) known.max = value;
    }
    if (step > known.lastStep || (step === known.lastStep && at > known.lastAt)) {
      known.last = value;
      known.lastStep = step;
      known.lastAt = at;
      continue;
    }
    if (step === known.lastStep && at === known.lastAt && valueIsGreater(value, known.last)) known.last = value;
    if (step < known.firstStep || (step === known.firstStep && at < known.firstAt)) {
      known.firstStep = step;
      known.firstAt = at;
    }
  }
  return series;
}

/** Adds what other points add to the same series. */
export function addSummary(into: SeriesSummary, other: SeriesSummary): void {
  into.count += other.count;
  into.nanCount += other.nanCount;
  into.sum += other.sum;
  if (!(into.min <= other.min) && !Number.isNaN(other.min)) into.min = other.min;
  if (!(into.max >= other.max) && !Number.isNaN(other.max)) into.max = other.max;
  const sameTime = other.lastStep === into.lastStep && other.lastAt === into.lastAt;
  if (
    other.lastStep > into.lastStep ||
    (other.lastStep === into.lastStep && other.lastAt > into.lastAt) ||
    (sameTime && valueIsGreater(other.last, into.last))
  ) {
    into.last = other.last;
    into.lastStep = other.lastStep;
    into.lastAt = other.lastAt;
  }
  if (other.firstStep < into.firstStep || (other.firstStep === into.firstStep && other.firstAt < into.firstAt)) {
    into.firstStep = other.firstStep;
    into.firstAt = other.firstAt;
  }
}

import type { Point } from './schema.ts';

/** What a batch adds to one series. */
export interface SeriesSummary {
  key: string;
  count: number;
  nanCount: number;
  last: number;
  lastStep: number;
  lastAt: number;
  min: number | null;
  max: number | null;
  firstStep: number;
  firstAt: number;
}

// JavaScript's < and > are false for NaN on either side; PostgreSQL sorts NaN above every number. Here as there.
function valueIsGreater(a: number, b: number): boolean {
  if (Number.isNaN(b)) return false;
  return Number.isNaN(a) || a > b;
}

/** Whether a is the later point by MLflow's rule: greater by (step, at, value). */
function isLater(a: { step: number; at: number; value: number }, b: SeriesSummary): boolean {
  if (a.step !== b.lastStep) return a.step > b.lastStep;
  if (a.at !== b.lastAt) return a.at > b.lastAt;
  return valueIsGreater(a.value, b.last);
}

function isEarlier(a: { step: number; at: number }, b: SeriesSummary): boolean {
  return a.step !== b.firstStep ? a.step < b.firstStep : a.at < b.firstAt;
}

/**
 * The summary of each series in a batch, ordered by key: two writers that upsert the same series in the same order
 * cannot lock each other out.
 */
export function summarizePoints(points: Point[]): SeriesSummary[] {
  const byKey = new Map<string, SeriesSummary>();
  for (const point of points) {
    const { key, value, step, at } = point;
    const nan = Number.isNaN(value);
    const known = byKey.get(key);
    if (!known) {
      byKey.set(key, {
        key,
        count: 1,
        nanCount: nan ? 1 : 0,
        last: value,
        lastStep: step,
        lastAt: at,
        min: nan ? null : value,
        max: nan ? null : value,
        firstStep: step,
        firstAt: at,
      });
      continue;
    }
    known.count += 1;
    if (nan) known.nanCount += 1;
    else {
      known.min = known.min === null ? value : Math.min(known.min, value);
      known.max = known.max === null ? value : Math.max(known.max, value);
    }
    if (isLater(point, known)) {
      known.last = value;
      known.lastStep = step;
      known.lastAt = at;
    }
    if (isEarlier(point, known)) {
      known.firstStep = step;
      known.firstAt = at;
    }
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

import type { RunStatement } from '../db/statement.ts';
import { findSealedRepeats } from './blocks/find-sealed-repeats.ts';
import { filterPoints, type PackedPoints } from './pack-points.ts';
import { lockSeries, makeSeries, mergePoints } from './sql/merge-points.ts';
import { type SeriesSummary, summarizePoints } from './summarize-points.ts';

interface SummaryOfKey {
  /** In `points.keys`. */
  index: number;
  key: string;
  summary: SeriesSummary;
}

function summaryOfKeys(points: PackedPoints): SummaryOfKey[] {
  const series = summarizePoints(points);
  return points.keys.flatMap((key, index) => {
    const summary = series[index];
    return summary ? [{ index, key, summary }] : [];
  });
}

/**
 * Adds points to a run within a transaction, whatever the state of their series: makes those that are missing, and
 * leaves out the points that are there already, sealed ones too. The caller has made sure that the run may be written.
 */
export async function addPoints(
  statement: RunStatement,
  { runId, points, attempt }: { runId: string; points: PackedPoints; attempt: number },
): Promise<void> {
  const asked = summaryOfKeys(points);
  await makeSeries(statement, { runId, series: asked });
  const locked = new Map((await lockSeries(statement, { runId, keys: points.keys })).map((one) => [one.key, one]));
  const sealed = new Set<number>();
  for (const { index, key, summary } of asked) {
    const series = locked.get(key);
    if (!series || series.sealedTo === null || summary.firstStep > series.sealedTo) continue;
    const own = ownPoints(points, index);
    for (const repeat of await findSealedRepeats(statement, series.id, own)) sealed.add(repeat.index);
  }
  const fresh = sealed.size > 0 ? filterPoints(points, (index) => !sealed.has(index)) : points;
  if (fresh.size === 0) return;
  const series: { id: number; summary: SeriesSummary }[] = [];
  const keyOf = new Uint32Array(fresh.keys.length);
  for (const { index, key, summary } of summaryOfKeys(fresh)) {
    keyOf[index] = series.push({ id: locked.get(key)?.id ?? 0, summary }) - 1;
  }
  await mergePoints(statement, {
    series,
    points: { ...fresh, keyOf: fresh.keyOf.map((key) => keyOf[key] ?? 0) },
    attempt,
  });
}

function ownPoints(points: PackedPoints, key: number): { index: number; step: number; at: number; value: number }[] {
  const own = [];
  for (let index = 0; index < points.size; index += 1) {
    if (points.keyOf[index] !== key) continue;
    own.push({
      index,
      step: points.step[index] ?? 0,
      at: points.at[index] ?? 0,
      value: points.value[index] ?? Number.NaN,
    });
  }
  return own;
}

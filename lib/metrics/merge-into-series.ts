import type { RunStatement } from '../db/statement.ts';
import { findSealedRepeats } from './blocks/find-sealed-repeats.ts';
import { comparePoints, copyPoint, newPoints, type PointColumns } from './blocks/points.ts';
import { findHotRepeats } from './sql/find-hot-repeats.ts';
import type { LockedSeries } from './sql/lock-series.ts';
import { mergePoints } from './sql/merge-points.ts';

/** The sorted points that are meant for a series that the transaction holds. */
export interface PointsForSeries {
  series: LockedSeries;
  points: PointColumns;
}

/**
 * Adds points to series that the transaction holds, wherever they lie: those that are there already, sealed or not, are
 * left out.
 * @param given each series once
 */
export async function mergeIntoSeries(
  run: RunStatement,
  { given, attempt }: { given: PointsForSeries[]; attempt: number },
): Promise<void> {
  const fresh = given.filter(isAhead).map(({ series, points }) => ({ id: series.id, points }));
  const behind = given.filter((one) => !isAhead(one));
  if (behind.length > 0) {
    const hot = await findHotRepeats(
      run,
      behind.map(({ series, points }) => ({ id: series.id, points })),
    );
    for (const [place, { series, points }] of behind.entries()) {
      const repeats = new Set([...(hot[place] ?? []), ...(await sealedRepeats(run, series, points))]);
      const left = repeats.size === 0 ? points : without(points, repeats);
      if (left.length > 0) fresh.push({ id: series.id, points: left });
    }
  }
  if (fresh.length > 0) await mergePoints(run, { series: fresh, attempt });
}

/** All points come after those of the series: none of them can be there already. */
function isAhead({ series, points }: PointsForSeries): boolean {
  if (series.count === 0) return true;
  const last = {
    length: 1,
    step: Float64Array.of(series.lastStep),
    at: Float64Array.of(series.lastAt),
    value: Float64Array.of(series.last),
  };
  return comparePoints(points, 0, last, 0) > 0;
}

async function sealedRepeats(run: RunStatement, series: LockedSeries, points: PointColumns): Promise<number[]> {
  const { sealedTo } = series;
  if (sealedTo === null) return [];
  const late = Array.from(points.step, (step, index) => {
    return { index, step, at: points.at[index] ?? 0, value: points.value[index] ?? 0 };
  }).filter((point) => point.step <= sealedTo);
  if (late.length === 0) return [];
  return (await findSealedRepeats(run, series.id, late)).map((point) => point.index);
}

function without(points: PointColumns, repeats: ReadonlySet<number>): PointColumns {
  const left = newPoints(points.length - repeats.size);
  let next = 0;
  for (let index = 0; index < points.length; index += 1) {
    if (repeats.has(index)) continue;
    copyPoint(points, index, left, next);
    next += 1;
  }
  return left;
}

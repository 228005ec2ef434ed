import type { RunStatement } from '../db/statement.ts';
import { mergeIntoSeries } from './merge-into-series.ts';
import type { PackedPoints } from './pack-points.ts';
import { splitByKey } from './split-by-key.ts';
import { lockSeriesByKey } from './sql/lock-series.ts';
import { makeSeries } from './sql/make-series.ts';

/**
 * Adds points to a run within a transaction, whatever the state of their series: makes those that are missing, and
 * leaves out the points that are there already. The caller has made sure that the run may be written.
 */
export async function addPoints(
  run: RunStatement,
  { runId, points, attempt }: { runId: string; points: PackedPoints; attempt: number },
): Promise<void> {
  const split = splitByKey(points);
  const keys = split.map((one) => one.key);
  await makeSeries(run, { runId, keys });
  const locked = new Map((await lockSeriesByKey(run, { runId, keys })).map((one) => [one.key, one]));
  const given = split.flatMap(({ key, points: own }) => {
    const series = locked.get(key);
    return series ? [{ series, points: own }] : [];
  });
  await mergeIntoSeries(run, { given, attempt });
}

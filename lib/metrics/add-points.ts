import type { RunStatement } from '../db/statement.ts';
import { mergeIntoSeries } from './merge-into-series.ts';
import type { PackedPoints } from './pack-points.ts';
import { splitByKey } from './split-by-key.ts';
import { lockSeriesByKey } from './sql/lock-series.ts';
import { openSeriesWithin } from './sql/open-series.ts';

/**
 * Adds points to a run within a transaction, whatever the state of their series: makes those that are missing, and
 * leaves out the points that are there already. The caller has made sure that the run may be written.
 */
export async function addPoints(
  run: RunStatement,
  args: { projectId: string; runId: string; points: PackedPoints; attempt: number },
): Promise<void> {
  const { projectId, runId, attempt } = args;
  const points = splitByKey(args.points);
  // New series are made before rows of others are held, here and everywhere: nobody waits in a circle.
  const opened = await openSeriesWithin(run, { projectId, runId, points, attempt });
  const made = new Set(opened?.series.flatMap((one) => (one.made ? [one.key] : [])));
  const left = points.filter((one) => !made.has(one.key));
  if (left.length === 0) return;
  const locked = await lockSeriesByKey(run, { runId, keys: left.map((one) => one.key) });
  const byKey = new Map(locked.map((series) => [series.key, series]));
  const given = left.flatMap(({ key, points: own }) => {
    const series = byKey.get(key);
    return series ? [{ series, points: own }] : [];
  });
  await mergeIntoSeries(run, { given, attempt });
}

import type { Db, DbTransaction } from '../../db/client.ts';
import type { Point } from '../schema.ts';
import { summarizePoints } from '../summarize-points.ts';

// Arrays travel as joined text: a JSON parameter would turn NaN and the infinities into null, and it is the fastest
// way measured short of binary buffers.
function numbers(values: (number | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : Object.is(value, -0) ? '-0' : value)).join(',')}}`;
}

/**
 * Adds points and keeps the summaries of their series, in one statement. The series are upserted in the order of
 * their keys. Of two writers at one series the second waits for the first and then adds to what it left.
 * @returns false when the run is not of this project; then nothing was written.
 */
export async function insertPoints(
  db: Db | DbTransaction,
  { projectId, runId, attempt, points }: { projectId: string; runId: string; attempt: number; points: Point[] },
): Promise<boolean> {
  const series = summarizePoints(points);
  const indexOf = new Map(series.map((one, index) => [one.key, index + 1]));
  const column = (pick: (one: (typeof series)[number]) => number | null) => numbers(series.map(pick));
  const rows = await db.$queryRaw<{ found: boolean }[]>`
    WITH run AS (
      SELECT id FROM traza.run WHERE id = ${runId} AND project_id = ${projectId}
    ), given AS (
      SELECT * FROM unnest(
        ${series.map((one) => one.key)}::text[], ${column((one) => one.count)}::bigint[],
        ${column((one) => one.nanCount)}::bigint[], ${column((one) => one.last)}::float8[],
        ${column((one) => one.lastStep)}::bigint[], ${column((one) => one.lastAt)}::bigint[],
        ${column((one) => one.min)}::float8[], ${column((one) => one.max)}::float8[],
        ${column((one) => one.firstStep)}::bigint[], ${column((one) => one.firstAt)}::bigint[]
      ) WITH ORDINALITY AS t(key, count, nan_count, last, last_step, last_at, min, max, first_step, first_at, index)
    ), series AS (
      INSERT INTO traza.metric_series AS s
        (run_id, key, count, nan_count, last, last_step, last_at, min, max, first_step, first_at)
      SELECT run.id, g.key, g.count, g.nan_count, g.last, g.last_step, g.last_at, g.min, g.max, g.first_step, g.first_at
      FROM run CROSS JOIN given g ORDER BY g.index
      ON CONFLICT (run_id, key) DO UPDATE SET
        count = s.count + excluded.count,
        nan_count = s.nan_count + excluded.nan_count,
        last = CASE WHEN (excluded.last_step, excluded.last_at, excluded.last) > (s.last_step, s.last_at, s.last)
          THEN excluded.last ELSE s.last END,
        last_at = CASE WHEN (excluded.last_step, excluded.last_at) > (s.last_step, s.last_at)
          THEN excluded.last_at ELSE s.last_at END,
        last_step = greatest(excluded.last_step, s.last_step),
        min = least(excluded.min, s.min),
        max = greatest(excluded.max, s.max),
        first_at = CASE WHEN (excluded.first_step, excluded.first_at) < (s.first_step, s.first_at)
          THEN excluded.first_at ELSE s.first_at END,
        first_step = least(excluded.first_step, s.first_step)
      RETURNING s.id, s.key
    ), added AS (
      INSERT INTO traza.metric_point (series_id, step, at, value, attempt)
      SELECT series.id, p.step, p.at, p.value, ${attempt}
      FROM unnest(
        ${numbers(points.map((point) => indexOf.get(point.key) ?? 0))}::int[],
        ${numbers(points.map((point) => point.step))}::bigint[],
        ${numbers(points.map((point) => point.at))}::bigint[],
        ${numbers(points.map((point) => point.value))}::float8[]
      ) AS p(series_index, step, at, value)
      JOIN given ON given.index = p.series_index
      JOIN series ON series.key = given.key
    )
    SELECT EXISTS (SELECT 1 FROM run) AS found`;
  return rows[0]?.found ?? false;
}

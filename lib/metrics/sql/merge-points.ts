import type { RunStatement } from '../../db/statement.ts';
import type { PackedPoints } from '../pack-points.ts';
import type { SeriesSummary } from '../summarize-points.ts';
import { safeSum, safeTotal, summaryColumns, summaryParameters, takeSummary } from './summary-columns.ts';

// Within a transaction of Prisma parameters are text, and so are these arrays: JSON would turn NaN into null.
function numbers(values: Iterable<number>): string {
  return `{${[...values].join(',')}}`;
}

function summaryTexts(series: SeriesSummary[]): string[] {
  const column = (pick: (one: SeriesSummary) => number) => numbers(series.map(pick));
  return [
    column((one) => one.count),
    column((one) => one.nanCount),
    column((one) => one.sum),
    column((one) => one.last),
    column((one) => one.lastStep),
    column((one) => one.lastAt),
    column((one) => one.min),
    column((one) => one.max),
    column((one) => one.firstStep),
    column((one) => one.firstAt),
  ];
}

/** Makes the series of a run that are not there yet, in the order of their keys; their counts are 0 until they are merged. */
export async function makeSeries(
  run: RunStatement,
  { runId, series }: { runId: string; series: { key: string; summary: SeriesSummary }[] },
): Promise<void> {
  await run({
    name: 'make-series',
    text: `
      INSERT INTO traza.metric_series (run_id, experiment_id, key, last, last_step, last_at, min, max, first_step, first_at)
      SELECT r.id, r.experiment_id, g.key, last, last_step, last_at, nullif(min_value, 'NaN'), nullif(max_value, 'NaN'),
        first_step, first_at
      FROM traza.run r, unnest($2::text[], ${summaryParameters(3)}) AS g(key, ${summaryColumns})
      WHERE r.id = $1 AND NOT EXISTS (SELECT 1 FROM traza.metric_series s WHERE s.run_id = r.id AND s.key = g.key)
      ORDER BY g.key
      ON CONFLICT (run_id, key) DO NOTHING`,
    values: [runId, series.map((one) => one.key), ...summaryTexts(series.map((one) => one.summary))],
  });
}

export interface LockedSeries {
  id: number;
  key: string;
  sealedTo: number | null;
}

/** Holds series of a run until the transaction ends, in the order of their ids. */
export async function lockSeries(
  run: RunStatement,
  { runId, keys }: { runId: string; keys: string[] },
): Promise<LockedSeries[]> {
  return run<LockedSeries & Record<string, unknown>>({
    name: 'lock-series',
    text: `
      SELECT id::float8 AS id, key, sealed_to::float8 AS "sealedTo" FROM traza.metric_series
      WHERE run_id = $1 AND key = ANY($2::text[]) ORDER BY id FOR NO KEY UPDATE`,
    values: [runId, keys],
  });
}

/**
 * Adds those points that are not there yet to series that the transaction holds, and brings the summaries up to date.
 * Repeats change no summary. The series of `points.keys[i]` is `series[i]`.
 */
export async function mergePoints(
  run: RunStatement,
  args: { series: { id: number; summary: SeriesSummary }[]; points: PackedPoints; attempt: number },
): Promise<void> {
  const { series, points, attempt } = args;
  const { size, keyOf } = points;
  const ids = Array.from(keyOf.subarray(0, size), (key) => series[key]?.id ?? 0);
  await run({
    name: 'merge-points',
    text: `
      WITH given AS (
        SELECT * FROM unnest($1::bigint[], ${summaryParameters(2)}) AS g(id, ${summaryColumns})
      ), added AS (
        INSERT INTO traza.metric_point (series_id, step, at, value, attempt)
        SELECT p.*, $16::int FROM unnest($12::bigint[], $13::bigint[], $14::bigint[], $15::float8[]) AS p
        ON CONFLICT (series_id, step, at, value) DO NOTHING
        RETURNING series_id, value
      ), counted AS (
        SELECT series_id, count(*) AS count, count(*) FILTER (WHERE value = 'NaN') AS nan_count,
          ${safeTotal('value')} AS sum
        FROM added GROUP BY series_id
      )
      UPDATE traza.metric_series s SET
        count = s.count + c.count, nan_count = s.nan_count + c.nan_count, hot = s.hot + c.count::int,
        sum = ${safeSum('s.sum', 'c.sum')}, ${takeSummary}
      FROM given g JOIN counted c ON c.series_id = g.id WHERE s.id = g.id`,
    values: [
      numbers(series.map((one) => one.id)),
      ...summaryTexts(series.map((one) => one.summary)),
      numbers(ids),
      numbers(points.step.subarray(0, size)),
      numbers(points.at.subarray(0, size)),
      numbers(points.value.subarray(0, size)),
      attempt,
    ],
  });
}

import { float8Array, int8Array } from '../../db/binary-array.ts';
import { pool } from '../../db/client.ts';
import type { SeriesSummary } from '../summarize-points.ts';
import { safeSum, summaryArrays, summaryColumns, summaryParameters, takeSummary } from './summary-columns.ts';

/** Points of series that are known by id. */
export interface AppendBatch {
  /** The runs the series belong to, each once. */
  runIds: string[];
  /** Each series once, by id. */
  series: { id: number; summary: SeriesSummary }[];
  /** One entry per point. */
  seriesIds: Float64Array;
  step: Float64Array;
  at: Float64Array;
  value: Float64Array;
}

/** Why nothing was written: a run that is gone or archived, a series that is gone, a series with later sealed steps. */
export type Refusal = { what: 'run'; runId: string } | { what: 'gone' | 'late'; seriesId: number };

const text = `
  WITH given AS MATERIALIZED (
    SELECT * FROM unnest($1::bigint[], ${summaryParameters(2)}) AS g(id, ${summaryColumns})
  ), locked AS MATERIALIZED (
    SELECT s.id, s.sealed_to, g.first_step
    FROM given g JOIN traza.metric_series s ON s.id = g.id ORDER BY s.id FOR NO KEY UPDATE OF s
  ), refused AS MATERIALIZED (
    SELECT 'run' AS what, asked.id FROM unnest($12::text[]) AS asked(id)
    WHERE NOT EXISTS (SELECT 1 FROM traza.run r WHERE r.id = asked.id AND r.archived_at IS NULL)
    UNION ALL SELECT 'late', id::text FROM locked WHERE first_step <= sealed_to
    UNION ALL SELECT 'gone', id::text FROM given g WHERE NOT EXISTS (SELECT 1 FROM locked l WHERE l.id = g.id)
  ), added AS (
    INSERT INTO traza.metric_point (series_id, step, at, value)
    SELECT * FROM unnest($13::bigint[], $14::bigint[], $15::bigint[], $16::float8[])
    WHERE NOT EXISTS (SELECT 1 FROM refused)
  ), summed AS (
    UPDATE traza.metric_series s SET
      count = s.count + g.count, nan_count = s.nan_count + g.nan_count, hot = s.hot + g.count::int,
      sum = ${safeSum('s.sum', 'g.sum')}, ${takeSummary}
    FROM given g WHERE s.id = g.id AND NOT EXISTS (SELECT 1 FROM refused)
  )
  SELECT what, id FROM refused`;

/**
 * Adds new points to series that are there, and brings their summaries up to date: one statement, and the only one of
 * most writes. It holds the series' rows in the order of their ids from before the first point until the end, so of two
 * writers the second waits for the first and adds to what it left, and none waits for the other in a circle.
 * It inserts without ON CONFLICT and takes the counts from the caller, a quarter faster than counting what was inserted:
 * a point that is there already breaks the statement, and mergePoints is asked instead.
 * @returns nothing when all was written; otherwise why nothing was
 * @throws DatabaseError 23505 when a point is there already
 */
export async function appendPoints(batch: AppendBatch): Promise<Refusal[]> {
  const { rows } = await pool().query<{ what: Refusal['what']; id: string }>({
    name: 'append-points',
    text,
    values: [
      int8Array(batch.series.map((one) => one.id)),
      ...summaryArrays(batch.series.map((one) => one.summary)),
      batch.runIds,
      int8Array(batch.seriesIds),
      int8Array(batch.step),
      int8Array(batch.at),
      float8Array(batch.value),
    ],
  });
  return rows.map(({ what, id }) => (what === 'run' ? { what, runId: id } : { what, seriesId: Number(id) }));
}

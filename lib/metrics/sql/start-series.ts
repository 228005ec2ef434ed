import { float8Array, int8Array } from '../../db/binary-array.ts';
import { pool } from '../../db/client.ts';
import type { SeriesSummary } from '../summarize-points.ts';
import { summaryArrays, summaryColumns, summaryParameters } from './summary-columns.ts';

export interface NewSeries {
  /** Taken from the sequence before. */
  id: number;
  key: string;
  summary: SeriesSummary;
}

/**
 * Makes series of a run with their first points, in one statement. They are made in the order of their keys, so that two
 * writers of the same new metrics do not wait for each other in a circle.
 * @returns false, and nothing is written, when the run is gone or archived
 * @throws DatabaseError 23505 when another process made one of them, or a point is there twice
 */
export async function startSeries(
  runId: string,
  series: NewSeries[],
  points: { seriesIds: Float64Array; step: Float64Array; at: Float64Array; value: Float64Array },
): Promise<boolean> {
  const { rows } = await pool().query({
    name: 'start-series',
    text: `
      WITH run AS MATERIALIZED (
        SELECT id, experiment_id FROM traza.run WHERE id = $12 AND archived_at IS NULL
      ), made AS (
        INSERT INTO traza.metric_series (id, run_id, experiment_id, key, count, nan_count, hot, sum, last, last_step,
          last_at, min, max, first_step, first_at)
        SELECT g.id, run.id, run.experiment_id, g.key, count, nan_count, count, sum, last, last_step, last_at,
          nullif(min_value, 'NaN'), nullif(max_value, 'NaN'), first_step, first_at
        FROM run, unnest($1::bigint[], ${summaryParameters(2)}, $13::text[]) AS g(id, ${summaryColumns}, key)
        ORDER BY g.key
      ), added AS (
        INSERT INTO traza.metric_point (series_id, step, at, value)
        SELECT p.* FROM run, unnest($14::bigint[], $15::bigint[], $16::bigint[], $17::float8[]) AS p
      )
      SELECT FROM run`,
    values: [
      int8Array(series.map((one) => one.id)),
      ...summaryArrays(series.map((one) => one.summary)),
      runId,
      series.map((one) => one.key),
      int8Array(points.seriesIds),
      int8Array(points.step),
      int8Array(points.at),
      float8Array(points.value),
    ],
  });
  return rows.length > 0;
}

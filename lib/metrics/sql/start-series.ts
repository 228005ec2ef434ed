import { int8Array } from '../../db/binary-array.ts';
import { statementPool } from '../../db/client.ts';
import { type HotRows, hotRowArrays, selectHotRows } from '../hot-rows.ts';
import type { SeriesSummary } from '../summarize-points.ts';
import { summaryArrays, summaryColumns, summaryParameters, summaryWidth } from './summary-columns.ts';

export interface NewSeries {
  /** Taken from the sequence before. */
  id: number;
  key: string;
  summary: SeriesSummary;
}

const more = 2 + summaryWidth;

const text = `
  WITH run AS MATERIALIZED (
    SELECT id, experiment_id FROM traza.run WHERE id = $${more} AND archived_at IS NULL
  ), made AS (
    INSERT INTO traza.metric_series (id, run_id, experiment_id, key, count, nan_count, hot, sum, min, max,
      first_step, first_at, last_step, last_at, last)
    SELECT g.id, run.id, run.experiment_id, g.key, count, nan_count, count, sum, nullif(min_value, 'NaN'),
      nullif(max_value, 'NaN'), first_step, first_at, last_step, last_at, last
    FROM run, unnest($1::bigint[], ${summaryParameters(2)}, $${more + 1}::text[]) AS g(id, ${summaryColumns}, key)
    ORDER BY g.key
  ), added AS (
    INSERT INTO traza.metric_hot (series_id, steps, ats, "values")
    ${selectHotRows(more + 2)} WHERE EXISTS (SELECT FROM run)
  )
  SELECT FROM run`;

/**
 * Makes series of a run with their first points, in one statement. They are made in the order of their keys, so that two
 * writers of the same new metrics do not wait for each other in a circle.
 * @returns false, and nothing is written, when the run is gone or archived
 * @throws DatabaseError 23505 when somebody else made one of them meanwhile
 */
export async function startSeries(runId: string, series: NewSeries[], rows: HotRows): Promise<boolean> {
  const answer = await statementPool().query({
    name: 'start-series',
    text,
    values: [
      int8Array(series.map((one) => one.id)),
      ...summaryArrays(series.map((one) => one.summary)),
      runId,
      series.map((one) => one.key),
      ...hotRowArrays(rows),
    ],
  });
  return answer.rows.length > 0;
}

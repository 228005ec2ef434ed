import type { Ctx } from '../../context.ts';

export interface SparkRow {
  seriesId: bigint;
  step: number;
  last: number;
  min: number | null;
  max: number | null;
}

/** Small drawings of all series of a run in one statement: at most `buckets` stretches of each, by step. */
export async function sparkPoints(ctx: Ctx, runId: string, buckets: number): Promise<SparkRow[]> {
  return ctx.db.$queryRaw<SparkRow[]>`
    SELECT id AS "seriesId", max(step)::float8 AS step, (array_agg(value))[count(*)::int] AS last,
      min(value) FILTER (WHERE value <> 'NaN') AS min, max(value) FILTER (WHERE value <> 'NaN') AS max
    FROM (
      SELECT s.id, s.first_step, s.last_step, p.step, p.value
      FROM traza.metric_series s JOIN traza.metric_point p ON p.series_id = s.id
      WHERE s.run_id = ${runId}
      ORDER BY s.id, p.step, p.at, p.value
    ) AS p
    GROUP BY id, floor((step - first_step)::float8 * ${buckets}::int / (last_step - first_step + 1)::float8)
    ORDER BY id, 2`;
}

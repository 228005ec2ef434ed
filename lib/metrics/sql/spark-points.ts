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
    SELECT s.id AS "seriesId", max(p.step)::float8 AS step,
      (array_agg(p.value ORDER BY p.step DESC, p.at DESC, p.value DESC))[1] AS last,
      min(p.value) FILTER (WHERE p.value <> 'NaN') AS min, max(p.value) FILTER (WHERE p.value <> 'NaN') AS max
    FROM traza.metric_series s JOIN traza.metric_point p ON p.series_id = s.id
    WHERE s.run_id = ${runId}
    GROUP BY s.id, floor((p.step - s.first_step)::numeric * ${buckets}::int / (s.last_step - s.first_step + 1)::numeric)
    ORDER BY s.id, 2`;
}

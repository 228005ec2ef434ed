import type { Ctx } from '../../context.ts';

export interface ExperimentSparkRow {
  runId: string;
  step: number;
  last: number;
}

/** One metric of many runs in small: the last value of at most `buckets` stretches of each. */
export async function experimentSparks(
  ctx: Ctx,
  { runIds, key, buckets }: { runIds: string[]; key: string; buckets: number },
): Promise<ExperimentSparkRow[]> {
  return ctx.db.$queryRaw<ExperimentSparkRow[]>`
    SELECT s.run_id AS "runId", max(p.step)::float8 AS step,
      (array_agg(p.value ORDER BY p.step DESC, p.at DESC, p.value DESC))[1] AS last
    FROM traza.metric_series s JOIN traza.metric_point p ON p.series_id = s.id
    WHERE s.run_id = ANY(${runIds}::text[]) AND s.key = ${key}
    GROUP BY s.run_id, s.id,
      floor((p.step - s.first_step)::numeric * ${buckets}::int / (s.last_step - s.first_step + 1)::numeric)
    ORDER BY s.run_id, 2`;
}

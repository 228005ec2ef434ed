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
    SELECT run_id AS "runId", max(step)::float8 AS step, (array_agg(value))[count(*)::int] AS last
    FROM (
      SELECT s.run_id, s.first_step, s.last_step, p.step, p.value
      FROM traza.metric_series s JOIN traza.metric_point p ON p.series_id = s.id
      WHERE s.run_id = ANY(${runIds}::text[]) AND s.key = ${key}
      ORDER BY s.run_id, p.step, p.at, p.value
    ) AS p
    GROUP BY run_id, floor((step - first_step)::float8 * ${buckets}::int / (last_step - first_step + 1)::float8)
    ORDER BY run_id, 2`;
}

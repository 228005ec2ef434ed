import type { Ctx } from '../../context.ts';

export interface BucketRow {
  from: number;
  to: number;
  count: number;
  nanCount: number;
  first: number;
  last: number;
  min: number | null;
  max: number | null;
  firstAt: number;
  lastAt: number;
}

export interface Stretch {
  seriesId: bigint;
  /** First and last step, both included. */
  from: number;
  to: number;
}

/** How many points lie in a stretch, and its outermost steps. */
export async function measureStretch(
  ctx: Ctx,
  { seriesId, from, to }: Stretch,
): Promise<{ count: number; from: number; to: number }> {
  const [row] = await ctx.db.$queryRaw<{ count: number; from: number | null; to: number | null }[]>`
    SELECT count(*)::float8 AS count, min(step)::float8 AS from, max(step)::float8 AS to
    FROM traza.metric_point WHERE series_id = ${seriesId} AND step BETWEEN ${from}::bigint AND ${to}::bigint`;
  return { count: row?.count ?? 0, from: row?.from ?? from, to: row?.to ?? to };
}

/** Each point of a stretch as a bucket of its own, in MLflow's order. */
export async function readPoints(ctx: Ctx, { seriesId, from, to }: Stretch): Promise<BucketRow[]> {
  return ctx.db.$queryRaw<BucketRow[]>`
    SELECT step::float8 AS from, step::float8 AS to, 1::float8 AS count,
      (value = 'NaN')::int::float8 AS "nanCount", value AS first, value AS last,
      CASE WHEN value <> 'NaN' THEN value END AS min, CASE WHEN value <> 'NaN' THEN value END AS max,
      at::float8 AS "firstAt", at::float8 AS "lastAt"
    FROM traza.metric_point
    WHERE series_id = ${seriesId} AND step BETWEEN ${from}::bigint AND ${to}::bigint
    ORDER BY step, at, value`;
}

/**
 * A stretch cut into at most `buckets` pieces of equally many steps. Least, greatest, first and last value of each
 * are kept, so that no spike is lost whatever the width of the chart. Pieces without points are left out.
 */
export async function bucketPoints(
  ctx: Ctx,
  { seriesId, from, to, buckets }: Stretch & { buckets: number },
): Promise<BucketRow[]> {
  // The points come sorted out of the subquery, so that one array per piece serves first and last alike; sorting inside
  // each aggregate took twice as long.
  return ctx.db.$queryRaw<BucketRow[]>`
    SELECT min(step)::float8 AS from, max(step)::float8 AS to, count(*)::float8 AS count,
      count(*) FILTER (WHERE value = 'NaN')::float8 AS "nanCount",
      (array_agg(value))[1] AS first, (array_agg(value))[count(*)::int] AS last,
      min(value) FILTER (WHERE value <> 'NaN') AS min, max(value) FILTER (WHERE value <> 'NaN') AS max,
      (array_agg(at))[1]::float8 AS "firstAt", (array_agg(at))[count(*)::int]::float8 AS "lastAt"
    FROM (
      SELECT step, at, value FROM traza.metric_point
      WHERE series_id = ${seriesId} AND step BETWEEN ${from}::bigint AND ${to}::bigint
      ORDER BY step, at, value
    ) AS p
    GROUP BY floor((step - ${from}::bigint)::float8 * ${buckets}::int / (${to}::bigint - ${from}::bigint + 1)::float8)
    ORDER BY 1`;
}

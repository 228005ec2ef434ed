import type { Ctx } from '../../context.ts';

/** Digest of each metric of a run over (step, bits of the value), in that order, without times. */
export async function seriesDigests(ctx: Ctx, runId: string): Promise<{ id: bigint; key: string; digest: string }[]> {
  return ctx.db.$queryRaw<{ id: bigint; key: string; digest: string }[]>`
    SELECT s.id, s.key,
      encode(sha256(convert_to(string_agg(p.step || ' ' || encode(float8send(p.value), 'hex'), E'\n'
        ORDER BY p.step, p.value, p.at), 'UTF8')), 'hex') AS digest
    FROM traza.metric_series s JOIN traza.metric_point p ON p.series_id = s.id
    WHERE s.run_id = ${runId}
    GROUP BY s.id, s.key ORDER BY s.key`;
}

/** The points of a series as they are compared. */
export async function comparedPoints(ctx: Ctx, seriesId: bigint): Promise<{ step: number; value: number }[]> {
  return ctx.db.$queryRaw<{ step: number; value: number }[]>`
    SELECT step::float8 AS step, value FROM traza.metric_point WHERE series_id = ${seriesId} ORDER BY step, value, at`;
}

import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireRun } from '../runs/require-run.ts';
import type { SeriesStretch } from './schema.ts';
import { type BucketRow, bucketPoints, measureStretch, readPoints } from './sql/bucket-points.ts';
import { wireNumber } from './wire-number.ts';

export interface ReadSeriesArgs {
  runId: string;
  key: string;
  points?: number;
  from?: number | undefined;
  to?: number | undefined;
  since?: number | undefined;
}

/**
 * A stretch of one metric in at most `points` (500) buckets; where there are fewer points each comes by itself.
 * @throws DomainError NOT_FOUND (run or metric)
 */
export async function readSeries({ ctx, input }: { ctx: Ctx; input: ReadSeriesArgs }): Promise<SeriesStretch> {
  const { runId, key, points = 500 } = input;
  await requireRun(ctx, runId);
  const series = await ctx.db.metricSeries.findUnique({ where: { runId_key: { runId, key } } });
  if (!series) {
    throw new DomainError('NOT_FOUND', `Run ${runId} has no metric "${key.slice(0, 250)}".`, {
      fields: [{ path: 'key', message: 'names no metric of this run' }],
      hint: `GET /api/v1/runs/${runId}/metrics lists its metrics.`,
    });
  }
  const after = input.since === undefined ? Number.MIN_SAFE_INTEGER : input.since + 1;
  const asked = {
    seriesId: series.id,
    from: Math.max(input.from ?? Number.MIN_SAFE_INTEGER, after),
    to: input.to ?? Number.MAX_SAFE_INTEGER,
  };
  const { count, from, to } = await measureStretch(ctx, asked);
  if (count === 0) return { key, count, exact: true, buckets: [] };
  const stretch = { seriesId: series.id, from, to };
  const exact = count <= points;
  const rows = exact ? await readPoints(ctx, stretch) : await bucketPoints(ctx, { ...stretch, buckets: points });
  return { key, count, exact, buckets: rows.map(serializeBucket) };
}

function serializeBucket(row: BucketRow): SeriesStretch['buckets'][number] {
  return {
    ...row,
    first: wireNumber(row.first),
    last: wireNumber(row.last),
    min: row.min === null ? null : wireNumber(row.min),
    max: row.max === null ? null : wireNumber(row.max),
  };
}

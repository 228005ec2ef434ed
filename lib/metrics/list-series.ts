import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import { requireRun } from '../runs/require-run.ts';
import type { BucketColumns } from './blocks/buckets.ts';
import type { SeriesWithSpark, SparkPoint } from './schema.ts';
import { serializeSeries } from './serialize-series.ts';
import { sparkBuckets } from './spark-buckets.ts';
import { seriesRows } from './sql/series-rows.ts';
import { wireNumber } from './wire-number.ts';

const mostBuckets = 60;

/**
 * The metrics of a run by key: summary, and a small drawing of at most 60 stretches.
 * @param input.keys only these
 * @throws DomainError NOT_FOUND
 */
export async function listSeries({
  ctx,
  input: { runId, keys },
}: {
  ctx: Ctx;
  input: { runId: string; keys?: string[] | undefined };
}): Promise<SeriesWithSpark[]> {
  await requireRun(ctx, runId);
  const [rows, sparks] = await Promise.all([
    ctx.db.metricSeries.findMany({ where: { runId, ...(keys ? { key: { in: keys } } : {}) }, orderBy: { key: 'asc' } }),
    inSnapshot(async (client) => {
      const series = await seriesRows(client, {
        projectId: ctx.project.id,
        runIds: [runId],
        ...(keys ? { keys } : {}),
      });
      return sparkBuckets(client, series, mostBuckets);
    }),
  ]);
  return rows.map((row) => ({ ...serializeSeries(row), spark: serializeSpark(sparks.get(Number(row.id))) }));
}

function serializeSpark(buckets: BucketColumns | undefined): SparkPoint[] {
  if (!buckets) return [];
  const number = (value: number | undefined) => (Number.isNaN(value) ? null : wireNumber(value ?? 0));
  return Array.from(buckets.lastStep, (step, index) => ({
    step,
    last: wireNumber(buckets.last[index] ?? 0),
    min: number(buckets.min[index]),
    max: number(buckets.max[index]),
  }));
}

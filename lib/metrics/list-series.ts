import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import type { SeriesWithSpark, SparkPoint } from './schema.ts';
import { serializeSeries } from './serialize-series.ts';
import { sparkPoints } from './sql/spark-points.ts';
import { wireNumber } from './wire-number.ts';

const sparkBuckets = 60;

/** The metrics of a run by key: summary, and a small drawing of at most 60 stretches. @throws DomainError NOT_FOUND */
export async function listSeries({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<SeriesWithSpark[]> {
  await requireRun(ctx, input.runId);
  const [rows, points] = await Promise.all([
    ctx.db.metricSeries.findMany({ where: { runId: input.runId }, orderBy: { key: 'asc' } }),
    sparkPoints(ctx, input.runId, sparkBuckets),
  ]);
  const sparks = new Map<bigint, SparkPoint[]>();
  for (const point of points) {
    const spark = sparks.get(point.seriesId) ?? [];
    spark.push({
      step: point.step,
      last: wireNumber(point.last),
      min: point.min === null ? null : wireNumber(point.min),
      max: point.max === null ? null : wireNumber(point.max),
    });
    sparks.set(point.seriesId, spark);
  }
  return rows.map((row) => ({ ...serializeSeries(row), spark: sparks.get(row.id) ?? [] }));
}

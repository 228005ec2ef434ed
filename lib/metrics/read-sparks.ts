import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import type { WireNumber } from './schema.ts';
import { sparkBuckets } from './spark-buckets.ts';
import { seriesRows } from './sql/series-rows.ts';
import { wireNumber } from './wire-number.ts';

const mostRuns = 200;

/**
 * One metric of the newest 200 runs of an experiment, each as at most `points` (40) values for a small drawing.
 * @returns run id -> values by step @throws DomainError NOT_FOUND
 */
export async function readSparks({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number; key: string; points?: number };
}): Promise<Record<string, WireNumber[]>> {
  const { experimentId, key, points = 40 } = input;
  await requireExperiment(ctx, experimentId);
  const runs = await ctx.db.run.findMany({
    where: { projectId: ctx.project.id, experimentId, series: { some: { key } } },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: mostRuns,
  });
  return inSnapshot(async (client) => {
    const runIds = runs.map((run) => run.id);
    const series = await seriesRows(client, { projectId: ctx.project.id, runIds, keys: [key] });
    const sparks = await sparkBuckets(client, series, points);
    return Object.fromEntries(
      series.map(({ id, runId }) => [runId, Array.from(sparks.get(id)?.last ?? [], wireNumber)]),
    );
  });
}

import type { Ctx } from '../context.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import type { WireNumber } from './schema.ts';
import { experimentSparks } from './sql/experiment-sparks.ts';
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
  const rows = await experimentSparks(ctx, { runIds: runs.map((run) => run.id), key, buckets: points });
  const sparks: Record<string, WireNumber[]> = {};
  for (const { runId, last } of rows) {
    sparks[runId] ??= [];
    sparks[runId].push(wireNumber(last));
  }
  return sparks;
}

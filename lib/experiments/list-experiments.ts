import type { Ctx } from '../context.ts';
import { ensureExperiment } from './ensure-experiment.ts';
import type { ExperimentAnswer } from './schema.ts';
import { experimentShape, serializeExperiment } from './serialize-experiment.ts';

/** The project's experiments, newest first (at most 1,000); archived ones when asked. Every project has `Default`. */
export async function listExperiments({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: { archived?: boolean | undefined };
}): Promise<ExperimentAnswer[]> {
  await ensureExperiment(ctx);
  const rows = await ctx.db.experiment.findMany({
    where: { projectId: ctx.project.id, archivedAt: input.archived ? { not: null } : null },
    orderBy: { id: 'desc' },
    take: 1_000,
    include: experimentShape,
  });
  return rows.map(serializeExperiment);
}

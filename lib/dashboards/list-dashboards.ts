import type { Ctx } from '../context.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { seenBy } from './require-dashboard.ts';
import type { DashboardEntry } from './schema.ts';
import { serializeEntry } from './serialize-dashboard.ts';

/** The dashboards of an experiment that the actor sees, by name: the shared ones, and their own. @throws DomainError NOT_FOUND */
export async function listDashboards({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number };
}): Promise<DashboardEntry[]> {
  const { id: experimentId } = await requireExperiment(ctx, input.experimentId);
  const rows = await ctx.db.dashboard.findMany({
    where: { experimentId, ...seenBy(ctx) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    omit: { panels: true },
  });
  return rows.map(serializeEntry);
}

import type { Ctx } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireDashboard } from './require-dashboard.ts';
import { saveDashboard } from './save-dashboard.ts';
import { CopyDashboardInput, type Dashboard } from './schema.ts';
import { serializeDashboard } from './serialize-dashboard.ts';

/**
 * Makes a dashboard with the same panels that belongs to the actor, in this experiment or another of the project.
 * @throws DomainError NOT_FOUND (dashboard, experiment), INVALID_INPUT, CONFLICT (name taken)
 */
export async function copyDashboard({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { dashboardId: string } & CopyDashboardInput;
}): Promise<Dashboard> {
  const { dashboardId, ...rest } = input;
  const { name, scope, experimentId } = parseInput(CopyDashboardInput, rest, 'body');
  const from = serializeDashboard(await requireDashboard(ctx, dashboardId));
  return saveDashboard({
    ctx,
    input: { experimentId: experimentId ?? from.experimentId, name, scope, panels: from.panels },
  });
}

import type { Ctx } from '../context.ts';
import { requireDashboard } from './require-dashboard.ts';
import type { Dashboard } from './schema.ts';
import { serializeDashboard } from './serialize-dashboard.ts';

/** A dashboard with its panels. @throws DomainError NOT_FOUND */
export async function getDashboard({ ctx, input }: { ctx: Ctx; input: { dashboardId: string } }): Promise<Dashboard> {
  return serializeDashboard(await requireDashboard(ctx, input.dashboardId));
}

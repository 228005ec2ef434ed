import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** Dashboards that somebody sees: the shared ones, and their own. */
export function seenBy(ctx: Pick<Ctx, 'actor' | 'project'>) {
  return { projectId: ctx.project.id, OR: [{ scope: 'shared' }, { scope: 'private', owner: ctx.actor }] };
}

/** The row of a dashboard of this project that the actor sees. @throws DomainError NOT_FOUND */
export async function requireDashboard(ctx: Ctx, dashboardId: string) {
  const row = await ctx.db.dashboard.findFirst({ where: { id: dashboardId, ...seenBy(ctx) } });
  if (row) return row;
  throw new DomainError('NOT_FOUND', `No dashboard ${dashboardId.slice(0, 64)} exists in this project.`, {
    fields: [{ path: 'dashboard', message: 'names no dashboard that you see' }],
    hint: 'It may have been deleted, or be private to somebody else.',
  });
}

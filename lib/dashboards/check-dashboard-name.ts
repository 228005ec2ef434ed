import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { DashboardScope } from './schema.ts';

/**
 * A name is given once among the shared dashboards of an experiment, and once among those of one person.
 * @param dashboard.id of the one that shall have it, when it is there already
 * @throws DomainError CONFLICT
 */
export async function checkDashboardName(
  ctx: Ctx,
  dashboard: { id?: string; experimentId: number; name: string; scope: DashboardScope; owner: string },
): Promise<void> {
  const { id, experimentId, name, scope, owner } = dashboard;
  const other = await ctx.db.dashboard.findFirst({
    where: { experimentId, name, scope, ...(scope === 'private' ? { owner } : {}), ...(id ? { id: { not: id } } : {}) },
    select: { id: true },
  });
  if (!other) return;
  throw new DomainError('CONFLICT', `There is a dashboard "${name}" already.`, {
    fields: [{ path: 'name', message: 'is taken', code: 'field.taken' }],
    hint: 'Choose another name, or open that dashboard.',
  });
}

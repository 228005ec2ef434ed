import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireDashboard } from './require-dashboard.ts';
import type { DeletedDashboard } from './schema.ts';
import { serializeDashboard } from './serialize-dashboard.ts';

/** Deletes a dashboard. @returns what `saveDashboard` takes to bring it back. @throws DomainError NOT_FOUND */
export async function deleteDashboard({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { dashboardId: string };
}): Promise<DeletedDashboard> {
  const gone = await withTransaction(ctx, async (tx) => {
    const row = await requireDashboard(tx, input.dashboardId);
    await tx.db.dashboard.deleteMany({ where: { id: row.id } });
    await audit(tx, 'dashboard.delete', `dashboard ${row.id}`, { name: row.name });
    return row;
  });
  announce(ctx, { topic: 'experiment', id: String(gone.experimentId) });
  const { id, experimentId, name, scope, panels, revision } = serializeDashboard(gone);
  return { undo: { experimentId, name, scope, panels, deleted: { id, revision } } };
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { checkDashboardName } from './check-dashboard-name.ts';
import { requireDashboard, seenBy } from './require-dashboard.ts';
import { type Dashboard, UpdateDashboardInput } from './schema.ts';
import { serializeDashboard } from './serialize-dashboard.ts';

/**
 * Changes the panels of a dashboard, its name, or who sees it. Of two who save other panels from one revision the later is
 * refused and told who was first.
 * @throws DomainError NOT_FOUND, INVALID_INPUT, FORBIDDEN (another's shared one is made private), CONFLICT (field
 *   `revision`: saved since; field `name`: taken)
 */
export async function updateDashboard({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { dashboardId: string } & UpdateDashboardInput;
}): Promise<Dashboard> {
  const { dashboardId, ...rest } = input;
  const { revision, name, scope, panels } = parseInput(UpdateDashboardInput, rest, 'body');
  const saved = await withTransaction(ctx, async (tx) => {
    const { id, owner, experimentId, ...before } = await requireDashboard(tx, dashboardId);
    if (scope === 'private' && owner !== ctx.actor) throw notTheirs(owner);
    // Only what is given is written, and only while it is still seen: its owner may be taking it back at this moment.
    const seen = { id, ...seenBy(tx) };
    if (name !== undefined || scope !== undefined) {
      const asked = { name: name ?? before.name, scope: scope ?? (before.scope === 'shared' ? 'shared' : 'private') };
      await checkDashboardName(tx, { id, owner, experimentId, ...asked });
      await tx.db.dashboard.updateMany({
        where: seen,
        data: { ...(name ? { name } : {}), ...(scope ? { scope } : {}) },
      });
    }
    if (panels !== undefined && revision !== undefined) {
      const { count } = await tx.db.dashboard.updateMany({
        where: { ...seen, revision },
        data: { panels, revision: revision + 1, updatedAt: ctx.now(), updatedBy: ctx.actor },
      });
      if (count === 0) throw savedSince(await requireDashboard(tx, id), revision);
    }
    // Panels are saved with each touch of them: only what concerns others by itself is written down.
    if (name !== undefined || scope !== undefined) {
      await audit(tx, 'dashboard.update', `dashboard ${id}`, {
        ...(name ? { name } : {}),
        ...(scope ? { scope } : {}),
      });
    }
    return requireDashboard(tx, id);
  });
  announce(ctx, { topic: 'experiment', id: String(saved.experimentId) });
  return serializeDashboard(saved);
}

function notTheirs(owner: string): DomainError {
  return new DomainError('FORBIDDEN', `Only ${owner}, who made this dashboard, can take it back from the others.`, {
    fields: [{ path: 'scope', message: 'can be made private by its owner alone' }],
    hint: 'Copy it: the copy is yours.',
  });
}

function savedSince(
  dashboard: { name: string; updatedBy: string; updatedAt: Date; revision: number },
  from: number,
): DomainError {
  const { name, updatedBy, updatedAt, revision } = dashboard;
  return new DomainError(
    'CONFLICT',
    `${updatedBy} changed the dashboard "${name}" at ${updatedAt.toISOString()}, after the revision ${from} that this starts from.`,
    {
      fields: [{ path: 'revision', message: `is ${revision} now` }],
      hint: 'Save under another name, or send the revision of now to write over it.',
    },
  );
}

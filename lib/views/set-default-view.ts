import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { clearDefault } from './clear-default.ts';
import { requireView, type ViewKey } from './require-view.ts';
import type { SavedView } from './schema.ts';
import { serializeView } from './serialize-view.ts';

/**
 * Opens an experiment with this view from now on, or no more: a shared one for everybody who has none of their own, a
 * private one for its owner. What the view shows does not change, so its revision stays.
 * @throws DomainError NOT_FOUND
 */
export async function setDefaultView({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ViewKey & { isDefault: boolean };
}): Promise<SavedView> {
  const { isDefault } = input;
  const saved = await withTransaction(ctx, async (tx) => {
    const { id, experimentId, owner, scope } = await requireView(tx, input);
    const only = scope === 'shared' ? 'shared' : 'private';
    if (isDefault) await clearDefault(tx, { experimentId, owner, scope: only });
    await tx.db.savedView.updateMany({ where: { id }, data: { isDefault } });
    await audit(tx, 'view.default', `view ${id}`, { isDefault });
    return requireView(tx, input);
  });
  announce(ctx, { topic: 'experiment', id: String(saved.experimentId) });
  return serializeView(saved);
}

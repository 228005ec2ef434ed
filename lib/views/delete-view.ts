import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireView, type ViewKey } from './require-view.ts';
import type { DeletedView } from './schema.ts';
import { serializeView } from './serialize-view.ts';

/** Deletes a view. @returns what `saveView` takes to bring it back. @throws DomainError NOT_FOUND */
export async function deleteView({ ctx, input }: { ctx: Ctx; input: ViewKey }): Promise<DeletedView> {
  const gone = await withTransaction(ctx, async (tx) => {
    const row = await requireView(tx, input);
    await tx.db.savedView.deleteMany({ where: { id: row.id } });
    await audit(tx, 'view.delete', `view ${row.id}`, { name: row.name });
    return row;
  });
  announce(ctx, { topic: 'experiment', id: String(gone.experimentId) });
  const { id, name, scope, state, isDefault, revision } = serializeView(gone);
  return { undo: { name, scope, state, isDefault, deleted: { id, revision } } };
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { checkName } from './check-name.ts';
import { requireView, type ViewKey } from './require-view.ts';
import { type SavedView, UpdateViewInput } from './schema.ts';
import { serializeView } from './serialize-view.ts';

/**
 * Changes what a view shows, or its name. Of two who save another state of one revision the later is refused and told who
 * was first.
 * @throws DomainError NOT_FOUND, INVALID_INPUT, CONFLICT (field `revision`: saved since; field `name`: taken)
 */
export async function updateView({ ctx, input }: { ctx: Ctx; input: ViewKey & UpdateViewInput }): Promise<SavedView> {
  const { experimentId, viewId, ...rest } = input;
  const { revision, name, state } = parseInput(UpdateViewInput, rest, 'body');
  const saved = await withTransaction(ctx, async (tx) => {
    const before = await requireView(tx, input);
    const { id, owner } = before;
    if (name !== undefined) {
      await checkName(tx, { id, name, owner, experimentId, scope: before.scope === 'shared' ? 'shared' : 'private' });
      await tx.db.savedView.updateMany({ where: { id }, data: { name } });
    }
    if (state !== undefined && revision !== undefined) {
      const { count } = await tx.db.savedView.updateMany({
        where: { id, revision },
        data: { state, revision: revision + 1, updatedAt: ctx.now(), updatedBy: ctx.actor },
      });
      if (count === 0) throw savedSince(await requireView(tx, input), revision);
    }
    await audit(tx, 'view.update', `view ${id}`, { ...(name ? { name } : {}), ...(state ? { state } : {}) });
    return requireView(tx, input);
  });
  announce(ctx, { topic: 'experiment', id: String(saved.experimentId) });
  return serializeView(saved);
}

function savedSince(
  view: { name: string; updatedBy: string; updatedAt: Date; revision: number },
  from: number,
): DomainError {
  return new DomainError(
    'CONFLICT',
    `${view.updatedBy} changed the view "${view.name}" at ${view.updatedAt.toISOString()}, after the revision ${from} that this starts from.`,
    {
      fields: [{ path: 'revision', message: `is ${view.revision} now` }],
      hint: 'Save under another name, or send the revision of now to write over it.',
    },
  );
}

import type { z } from 'zod';
import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { checkName } from './check-name.ts';
import { clearDefault } from './clear-default.ts';
import { type SavedView, SaveViewInput } from './schema.ts';
import { serializeView } from './serialize-view.ts';

/** A list that a person can still read. */
const mostViews = 500;

/**
 * Keeps a way to look at the runs of an experiment, or brings back one that was deleted.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT, CONFLICT (name taken; 500 views; it is not deleted)
 */
export async function saveView({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } & z.input<typeof SaveViewInput>;
}): Promise<SavedView> {
  const { experimentId: asked, ...rest } = input;
  const { name, scope, state, isDefault, deleted } = parseInput(SaveViewInput, rest, 'body');
  const saved = await withTransaction(ctx, async (tx) => {
    const { id: experimentId } = await requireExperiment(tx, asked);
    if (deleted && (await tx.db.savedView.count({ where: { id: deleted.id } })) > 0) {
      throw new DomainError('CONFLICT', `The view ${deleted.id} is not deleted.`, {
        fields: [{ path: 'deleted.id', message: 'names a view that is there' }],
      });
    }
    if ((await tx.db.savedView.count({ where: { experimentId } })) >= mostViews) {
      throw new DomainError('CONFLICT', `The experiment ${experimentId} has ${mostViews} views already.`, {
        hint: 'Delete one that nobody needs.',
      });
    }
    await checkName(tx, { experimentId, name, scope, owner: ctx.actor });
    if (isDefault) await clearDefault(tx, { experimentId, scope, owner: ctx.actor });
    const now = ctx.now();
    const row = await tx.db.savedView.create({
      data: {
        id: deleted?.id ?? newId(now),
        projectId: ctx.project.id,
        experimentId,
        name,
        scope,
        state,
        isDefault,
        owner: ctx.actor,
        revision: (deleted?.revision ?? 0) + 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: ctx.actor,
      },
    });
    await audit(tx, 'view.save', `view ${row.id}`, { experimentId, name, scope });
    return row;
  });
  announce(ctx, { topic: 'experiment', id: String(saved.experimentId) });
  return serializeView(saved);
}

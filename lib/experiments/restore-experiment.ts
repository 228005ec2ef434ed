import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { experimentNotFound, requireExperiment } from './require-experiment.ts';
import { setArchived } from './sql/set-archived.ts';

/**
 * Restores an archived experiment with all its runs, also those that were archived by themselves.
 * @throws DomainError NOT_FOUND (ones that are not archived do not exist here)
 */
export async function restoreExperiment({ ctx, input }: { ctx: Ctx; input: { experimentId: number } }): Promise<void> {
  const { id } = await requireExperiment(ctx, input.experimentId);
  await withTransaction(ctx, async (tx) => {
    const now = ctx.now().toISOString();
    const changed = await inTransaction(tx.db, (run) =>
      setArchived(run, { projectId: ctx.project.id, experimentId: id, archived: false, now }),
    );
    if (!changed) throw experimentNotFound(ctx, input.experimentId);
    await audit(tx, 'experiment.restore', `experiment ${id}`);
  });
  announce(ctx, { topic: 'experiment', id: String(id) });
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { checkArchivable, experimentNotFound, requireExperiment } from './require-experiment.ts';
import { setArchived } from './sql/set-archived.ts';

/**
 * Archives an experiment and its runs: lists leave them out, and they take no writes. Its name stays taken.
 * @throws DomainError NOT_FOUND (archived ones do not exist here), CONFLICT (the default one)
 */
export async function archiveExperiment({ ctx, input }: { ctx: Ctx; input: { experimentId: number } }): Promise<void> {
  const experiment = await requireExperiment(ctx, input.experimentId);
  const { id } = experiment;
  checkArchivable(experiment);
  await withTransaction(ctx, async (tx) => {
    const now = ctx.now().toISOString();
    const changed = await inTransaction(tx.db, (run) =>
      setArchived(run, { projectId: ctx.project.id, experimentId: id, archived: true, now }),
    );
    if (!changed) throw experimentNotFound(ctx, input.experimentId);
    await audit(tx, 'experiment.archive', `experiment ${id}`);
  });
  announce(ctx, { topic: 'experiment', id: String(id) });
}

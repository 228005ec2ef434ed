import { audit } from '../../audit/audit.ts';
import { type Ctx, withTransaction } from '../../context.ts';
import { hasEnded } from '../open-for-writes.ts';
import { type Outcome, sortOut } from './outcome.ts';
import { lockRuns } from './sql/lock-runs.ts';

/**
 * Archives runs, or restores them, in one transaction.
 * @param at when they count as archived: the same for all batches of one call
 */
export function archiveRuns(
  ctx: Ctx,
  ids: string[],
  { archive, at }: { archive: boolean; at: Date },
): Promise<Outcome[]> {
  return withTransaction(ctx, async (tx) => {
    const locked = await lockRuns(tx.db, { projectId: ctx.project.id, ids });
    const { change, skipped } = sortOut(ids, locked, (run) => {
      if (run.archived === archive) return 'unchanged';
      return archive && run.kind !== 'external' && !hasEnded(run) ? 'job-under-way' : undefined;
    });
    const changed = change.map((run) => run.id);
    if (changed.length > 0) {
      await tx.db.run.updateMany({ where: { id: { in: changed } }, data: { archivedAt: archive ? at : null } });
      await audit(tx, archive ? 'run.archive' : 'run.restore', `${changed.length} runs`, { runs: changed });
    }
    return [...skipped, ...change.map(({ id, experimentId }) => ({ id, experimentId }))];
  });
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { hasEnded } from './open-for-writes.ts';
import { requireRun } from './require-run.ts';

/**
 * Archives a run: lists leave it out, and it takes no writes until it is restored. Doing it again changes nothing.
 * @throws DomainError NOT_FOUND, CONFLICT (a job still works on it)
 */
export async function archiveRun({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<void> {
  const { runId } = input;
  await withTransaction(ctx, async (tx) => {
    const run = await requireRun(tx, runId);
    if (run.kind !== 'external' && !hasEnded(run)) {
      throw new DomainError('CONFLICT', `A job still works on run ${run.id}.`, {
        fields: [{ path: 'runId', message: 'is still worked on' }],
        hint: 'Cancel its job first.',
      });
    }
    if ((run.archivedAt !== null) === true) return;
    await tx.db.run.update({ where: { id: run.id }, data: { archivedAt: ctx.now() } });
    await audit(tx, 'run.archive', `run ${run.id}`);
  });
  announce(ctx, { topic: 'run', id: runId });
}

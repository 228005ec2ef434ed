import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';

import { announce } from '../events/announce.ts';

import { requireRun } from './require-run.ts';

/**
 * Restores an archived run. Doing it again changes nothing.
 * @throws DomainError NOT_FOUND
 */
export async function restoreRun({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<void> {
  const { runId } = input;
  await withTransaction(ctx, async (tx) => {
    const run = await requireRun(tx, runId);

    if ((run.archivedAt !== null) === false) return;
    await tx.db.run.update({ where: { id: run.id }, data: { archivedAt: null } });
    await audit(tx, 'run.restore', `run ${run.id}`);
  });
  announce(ctx, { topic: 'run', id: runId });
}

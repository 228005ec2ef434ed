import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { experimentArchived, requireExperiment } from './require-experiment.ts';

/** Writes a tag of an experiment; the last value stands. @throws DomainError NOT_FOUND, CONFLICT (archived) */
export async function setExperimentTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number; key: string; value: string };
}): Promise<void> {
  const { experimentId, key, value } = input;
  const id = await withTransaction(ctx, async (tx) => {
    const row = await requireExperiment(tx, experimentId);
    if (row.archivedAt) throw experimentArchived(experimentId);
    await tx.db.experimentTag.upsert({
      where: { experimentId_key: { experimentId: row.id, key } },
      create: { experimentId: row.id, key, value },
      update: { value },
    });
    return row.id;
  });
  announce(ctx, { topic: 'experiment', id: String(id) });
}

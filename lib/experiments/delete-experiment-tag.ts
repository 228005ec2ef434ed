import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { experimentArchived, requireExperiment } from './require-experiment.ts';

/** Removes a tag of an experiment. @throws DomainError NOT_FOUND (experiment or tag), CONFLICT (archived) */
export async function deleteExperimentTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number; key: string };
}): Promise<void> {
  const { experimentId, key } = input;
  const id = await withTransaction(ctx, async (tx) => {
    const row = await requireExperiment(tx, experimentId);
    if (row.archivedAt) throw experimentArchived(experimentId);
    const { count } = await tx.db.experimentTag.deleteMany({ where: { experimentId: row.id, key } });
    if (count === 0) {
      throw new DomainError('NOT_FOUND', `No tag with name: ${key} in experiment with id ${experimentId}.`, {
        fields: [{ path: 'key', message: 'names no tag of this experiment' }],
      });
    }
    return row.id;
  });
  announce(ctx, { topic: 'experiment', id: String(id) });
}

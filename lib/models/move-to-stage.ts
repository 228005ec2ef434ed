import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireRegistryVersion } from './require-registry-version.ts';
import { activeStages, canonicalStage } from './stage.ts';

/**
 * Moves a version to a stage, and with `archiveOthers` the versions that are there to Archived.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (no such stage; archiving others from a stage that is not active)
 */
export async function moveToStage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; version: number; stage: string; archiveOthers?: boolean };
}): Promise<void> {
  const stage = canonicalStage(input.stage);
  if (input.archiveOthers && !activeStages.includes(stage)) {
    throw new DomainError(
      'INVALID_INPUT',
      `Model version transition cannot archive existing model versions because '${input.stage}' is not an Active stage. Valid stages are ${activeStages.join(', ')}.`,
      { fields: [{ path: 'archive_existing_versions', message: `goes with ${activeStages.join(' or ')} only` }] },
    );
  }
  await withTransaction(ctx, async (tx) => {
    const version = await requireRegistryVersion(tx, input.name, input.version);
    const now = ctx.now();
    if (input.archiveOthers) {
      await tx.db.modelVersion.updateMany({
        where: { modelId: version.modelId, stage, deletedAt: null, id: { not: version.id } },
        data: { stage: 'Archived', updatedAt: now },
      });
    }
    await tx.db.modelVersion.update({ where: { id: version.id }, data: { stage, updatedAt: now } });
    await tx.db.model.update({ where: { id: version.modelId }, data: { updatedAt: now } });
    await audit(tx, 'model.stage', `model ${input.name} version ${input.version}`, { from: version.stage, to: stage });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireRegistryVersion } from './require-registry-version.ts';

/** Deletes a version with its aliases. The row stays for lineage, its number is never given again. @throws DomainError NOT_FOUND */
export async function deleteVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; version: number };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const version = await requireRegistryVersion(tx, input.name, input.version);
    const now = ctx.now();
    await tx.db.modelAlias.deleteMany({ where: { versionId: version.id } });
    await tx.db.modelVersion.update({ where: { id: version.id }, data: { deletedAt: now, updatedAt: now } });
    await tx.db.model.update({ where: { id: version.modelId }, data: { updatedAt: now } });
    await audit(tx, 'model.version.delete', `model ${input.name} version ${input.version}`);
  });
  announce(ctx, { topic: 'model', id: input.name });
}

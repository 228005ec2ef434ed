import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireRegistryVersion } from './require-registry-version.ts';

/** Removes a tag of a model version; one that is not there is no error. @throws DomainError NOT_FOUND (version) */
export async function deleteVersionTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; version: number; key: string };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { id: versionId } = await requireRegistryVersion(tx, input.name, input.version);
    await tx.db.modelVersionTag.deleteMany({ where: { versionId, key: input.key } });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

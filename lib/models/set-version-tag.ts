import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { requireRegistryVersion } from './require-registry-version.ts';
import { RegistryTag } from './schema.ts';

/** Writes a tag of a model version; the last value stands. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function setVersionTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; version: number; key: string; value: string };
}): Promise<void> {
  const { key, value } = parseInput(RegistryTag, { key: input.key, value: input.value }, 'tag');
  await withTransaction(ctx, async (tx) => {
    const { id: versionId } = await requireRegistryVersion(tx, input.name, input.version);
    await tx.db.modelVersionTag.upsert({
      where: { versionId_key: { versionId, key } },
      create: { versionId, key, value },
      update: { value },
    });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

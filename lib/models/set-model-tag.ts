import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { isPrompt, promptTag } from './promptness.ts';
import { requireModel } from './require-model.ts';
import { RegistryTag } from './schema.ts';

/** Writes a tag of a registered model; the last value stands. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function setModelTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; key: string; value: string };
}): Promise<void> {
  const { key, value } = parseInput(RegistryTag, { key: input.key, value: input.value }, 'tag');
  await withTransaction(ctx, async (tx) => {
    const { id: modelId } = await requireModel(tx, input.name);
    await tx.db.modelTag.upsert({
      where: { modelId_key: { modelId, key } },
      create: { modelId, key, value },
      update: { value },
    });
    if (key === promptTag)
      await tx.db.model.update({ where: { id: modelId }, data: { isPrompt: isPrompt([[key, value]]) } });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

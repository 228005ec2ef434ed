import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { promptTag } from './promptness.ts';
import { requireModel } from './require-model.ts';

/** Removes a tag of a registered model; one that is not there is no error. @throws DomainError NOT_FOUND (model) */
export async function deleteModelTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; key: string };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { id: modelId } = await requireModel(tx, input.name);
    await tx.db.modelTag.deleteMany({ where: { modelId, key: input.key } });
    if (input.key === promptTag) await tx.db.model.update({ where: { id: modelId }, data: { isPrompt: false } });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { type KeyValue, loggedModelTags } from './logged-model-input.ts';
import { requireLoggedModel } from './require-logged-model.ts';

/** Writes tags of a logged model; the last value stands. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function setLoggedModelTags({
  ctx,
  input: { modelId, tags },
}: {
  ctx: Ctx;
  input: { modelId: string; tags: KeyValue[] };
}): Promise<void> {
  // In one order for all, so that two clients that write the same keys wait and never lock each other out.
  const wanted = loggedModelTags(tags).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  await withTransaction(ctx, async (tx) => {
    await requireLoggedModel(tx, modelId);
    await tx.db.$executeRaw`
      INSERT INTO traza.logged_model_tag (model_id, key, value)
      SELECT ${modelId}, key, value
      FROM unnest(${wanted.map((tag) => tag.key)}::text[], ${wanted.map((tag) => tag.value)}::text[]) AS t (key, value)
      ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value`;
  });
  announce(ctx, { topic: 'model', id: modelId });
}

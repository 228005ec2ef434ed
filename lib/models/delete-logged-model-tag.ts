import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireLoggedModel } from './require-logged-model.ts';

/** @throws DomainError NOT_FOUND (model or tag) */
export async function deleteLoggedModelTag({
  ctx,
  input: { modelId, key },
}: {
  ctx: Ctx;
  input: { modelId: string; key: string };
}): Promise<void> {
  await requireLoggedModel(ctx, modelId);
  const { count } = await ctx.db.loggedModelTag.deleteMany({ where: { modelId, key } });
  if (count === 0) {
    throw new DomainError('NOT_FOUND', `No tag with key '${key}' found for model with ID '${modelId}'.`, {
      fields: [{ path: 'key', message: 'names no tag of this model' }],
    });
  }
  announce(ctx, { topic: 'model', id: modelId });
}

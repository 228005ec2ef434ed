import type { Ctx } from '../context.ts';
import { announce } from '../events/announce.ts';
import { loggedModelNotFound } from './require-logged-model.ts';

/**
 * Takes a logged model out of lists and closes its files for writes; its row stays for lineage. Twice is once.
 * @throws DomainError NOT_FOUND
 */
export async function deleteLoggedModel({
  ctx,
  input: { modelId },
}: {
  ctx: Ctx;
  input: { modelId: string };
}): Promise<void> {
  const { count } = await ctx.db.loggedModel.updateMany({
    where: { id: modelId, projectId: ctx.project.id },
    data: { deletedAt: ctx.now(), updatedAt: ctx.now() },
  });
  if (count === 0) throw loggedModelNotFound(modelId);
  announce(ctx, { topic: 'model', id: modelId });
}

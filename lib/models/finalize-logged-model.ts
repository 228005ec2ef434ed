import type { Ctx } from '../context.ts';
import { announce } from '../events/announce.ts';
import type { LoggedModelStatus } from '../mlflow/logged-model.ts';
import { loggedModelNotFound } from './require-logged-model.ts';

/** Says whether the files of a logged model are there. @throws DomainError NOT_FOUND */
export async function finalizeLoggedModel({
  ctx,
  input: { modelId, status },
}: {
  ctx: Ctx;
  input: { modelId: string; status: LoggedModelStatus };
}): Promise<void> {
  const { count } = await ctx.db.loggedModel.updateMany({
    where: { id: modelId, projectId: ctx.project.id },
    data: { status, updatedAt: ctx.now() },
  });
  if (count === 0) throw loggedModelNotFound(modelId);
  announce(ctx, { topic: 'model', id: modelId });
}

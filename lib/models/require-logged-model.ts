import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a logged model of this project, deleted ones too. @throws DomainError NOT_FOUND */
export async function requireLoggedModel(ctx: Ctx, modelId: string) {
  const row = await ctx.db.loggedModel.findFirst({ where: { id: modelId, projectId: ctx.project.id } });
  if (!row) throw loggedModelNotFound(modelId);
  return row;
}

/** The same words, MLflow's, wherever a logged model is looked for. */
export function loggedModelNotFound(modelId: string): DomainError {
  return new DomainError('NOT_FOUND', `Logged model with ID '${modelId.slice(0, 64)}' not found.`, {
    fields: [{ path: 'modelId', message: 'names no logged model of this project' }],
  });
}

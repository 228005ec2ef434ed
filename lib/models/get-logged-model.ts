import type { Ctx } from '../context.ts';
import type { LoggedModelRow } from '../mlflow/logged-model.ts';
import { loadLoggedModels } from './load-logged-models.ts';
import { loggedModelNotFound } from './require-logged-model.ts';

/**
 * One logged model with its params, tags and metrics.
 * @param input.evenDeleted deleted models are not found without it
 * @throws DomainError NOT_FOUND
 */
export async function getLoggedModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { modelId: string; evenDeleted?: boolean };
}): Promise<LoggedModelRow> {
  const [row] = await loadLoggedModels({ ctx, input: { ids: [input.modelId] } });
  if (!row || (row.deletedAt && !input.evenDeleted)) throw loggedModelNotFound(input.modelId);
  return row;
}

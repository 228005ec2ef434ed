import type { Ctx } from '../context.ts';
import type { RunStatement } from '../db/statement.ts';
import { loggedModelNotFound } from '../models/require-logged-model.ts';
import { linkModels } from './sql/link-models.ts';

/** Links a run with logged models. @throws DomainError NOT_FOUND for a model that the project does not have */
export async function linkLoggedModels(
  run: RunStatement,
  ctx: Ctx,
  link: { runId: string; direction: 'input' | 'output'; models: { modelId: string; step: number }[] },
): Promise<void> {
  if (link.models.length === 0) return;
  const models = [...new Map(link.models.map((one) => [one.modelId, one])).values()];
  const found = new Set(
    await linkModels(run, { ...link, models, projectId: ctx.project.id, now: ctx.now().toISOString() }),
  );
  const missing = models.find(({ modelId }) => !found.has(modelId));
  if (missing) throw loggedModelNotFound(missing.modelId);
}

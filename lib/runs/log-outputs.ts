import type { Ctx } from '../context.ts';
import { announce } from '../events/announce.ts';
import { writeTransaction } from '../write-transaction.ts';
import { heard } from './heard.ts';
import { linkLoggedModels } from './link-logged-models.ts';
import { checkOpen, isSealed } from './open-for-writes.ts';
import { resealRun } from './reseal-run.ts';
import { lockRun } from './sql/lock-run.ts';

/**
 * Notes the logged models that a run made, each at a step; the last step told of a model stands.
 * @throws DomainError NOT_FOUND (run, model), CONFLICT (archived run, run of a job)
 */
export async function logOutputs({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; models: { modelId: string; step: number }[] };
}): Promise<void> {
  const { runId, models } = input;
  await writeTransaction(ctx, async (run) => {
    const held = checkOpen(ctx, runId, await lockRun(run, { projectId: ctx.project.id, runId }));
    await linkLoggedModels(run, ctx, { runId, direction: 'output', models });
    // The requirements kept with a model are part of the recipe.
    if (isSealed(held)) await resealRun(run, { ctx, runId });
  });
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

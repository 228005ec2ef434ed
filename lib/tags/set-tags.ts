import type { Ctx } from '../context.ts';
import { db } from '../db/client.ts';
import { runStatement } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import { checkOpen, isSealed } from '../runs/open-for-writes.ts';
import { resealRun } from '../runs/reseal-run.ts';
import { writeTransaction } from '../write-transaction.ts';
import { isRecipeTag, parentRunTag, runNameTag } from './known-tags.ts';
import { type UpsertedTags, upsertTags } from './sql/upsert-tags.ts';

/**
 * Writes tags of a run; the last value stands. `mlflow.runName` is its name too (an empty one is left out), and
 * `mlflow.parentRunId` its parent where the project has that run. Tags that say which code ran make a new revision of
 * the recipe of a run that its client has ended.
 * @throws DomainError NOT_FOUND, CONFLICT (archived run), LEASE_LOST
 */
export async function setTags({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; tags: Record<string, string> };
}): Promise<void> {
  const { runId, tags } = input;
  const entries = Object.entries(tags)
    .filter(([key, value]) => key !== runNameTag || value !== '')
    // In the order of the keys, so that two writers of the same tags cannot lock each other out.
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return;
  const write = {
    projectId: ctx.project.id,
    runId,
    entries,
    name: tags[runNameTag] || null,
    parentRunId: tags[parentRunTag],
  };
  const ofRecipe = entries.some(([key]) => isRecipeTag(key));

  let done = false;
  if (ctx.db === db() && !ctx.fence) {
    const statement = upsertTags({ ...write, late: !ofRecipe });
    const [row] = await runStatement<UpsertedTags>(ctx.db, statement);
    const found = checkOpen(ctx, runId, row, { tagging: true });
    done = !(ofRecipe && isSealed(found));
  }
  if (!done) {
    await writeTransaction(ctx, async (run) => {
      const [row] = await run<UpsertedTags>(upsertTags({ ...write, late: true }));
      const found = checkOpen(ctx, runId, row, { tagging: true });
      if (ofRecipe && isSealed(found)) await resealRun(run, { ctx, runId });
    });
  }
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

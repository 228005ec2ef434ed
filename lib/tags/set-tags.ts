import type { Ctx } from '../context.ts';
import { db } from '../db/client.ts';
import { runStatement } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import { checkOpen, isSealed } from '../runs/open-for-writes.ts';
import { resealRun } from '../runs/reseal-run.ts';
import { writeTransaction } from '../write-transaction.ts';
import { type UpsertedTags, upsertTags } from './sql/upsert-tags.ts';
import { changesRecipe, tagWrite, writeTags } from './write-tags.ts';

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
  const { runId } = input;
  const write = tagWrite(ctx, input);
  if (!write) return;

  let done = false;
  if (ctx.db === db() && !ctx.fence) {
    const ofRecipe = changesRecipe(write);
    const [row] = await runStatement<UpsertedTags>(ctx.db, upsertTags({ ...write, late: !ofRecipe }));
    const found = checkOpen(ctx, runId, row, { tagging: true });
    done = !(ofRecipe && isSealed(found));
  }
  if (!done) {
    await writeTransaction(ctx, async (run) => {
      const { reseal } = await writeTags(run, { ctx, write });
      if (reseal) await resealRun(run, { ctx, runId });
    });
  }
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

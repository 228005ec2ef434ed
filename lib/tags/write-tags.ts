import type { Ctx } from '../context.ts';
import type { RunStatement } from '../db/statement.ts';
import { checkOpen, isSealed, type RunState } from '../runs/open-for-writes.ts';
import { isRecipeTag, parentRunTag, runNameTag } from './known-tags.ts';
import { type TagWrite, type UpsertedTags, upsertTags } from './sql/upsert-tags.ts';

/** What is written for tags; undefined where nothing is. An empty name leaves the run's name as it is. */
export function tagWrite(
  ctx: Pick<Ctx, 'project'>,
  { runId, tags }: { runId: string; tags: Record<string, string> },
): Omit<TagWrite, 'late'> | undefined {
  const entries = Object.entries(tags)
    .filter(([key, value]) => key !== runNameTag || value !== '')
    // In the order of the keys, so that two writers of the same tags cannot lock each other out.
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  return {
    projectId: ctx.project.id,
    runId,
    entries,
    name: tags[runNameTag] || null,
    parentRunId: tags[parentRunTag],
  };
}

/** Whether what is written is part of the recipe. */
export function changesRecipe(write: Pick<TagWrite, 'entries'>): boolean {
  return write.entries.some(([key]) => isRecipeTag(key));
}

/**
 * Writes tags within a transaction, which holds the run's row from then on.
 * @returns the run, and whether its recipe has to be sealed again
 * @throws DomainError NOT_FOUND, CONFLICT (archived run)
 */
export async function writeTags(
  run: RunStatement,
  { ctx, write }: { ctx: Ctx; write: Omit<TagWrite, 'late'> },
): Promise<{ state: RunState; reseal: boolean }> {
  const [row] = await run<UpsertedTags>(upsertTags({ ...write, late: true }));
  const state = checkOpen(ctx, write.runId, row, { tagging: true });
  return { state, reseal: changesRecipe(write) && isSealed(state) };
}

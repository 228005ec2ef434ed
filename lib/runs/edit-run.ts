import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import type { DbTransaction } from '../db/client.ts';
import { announce } from '../events/announce.ts';
import { deleteTag } from '../tags/delete-tag.ts';
import { noteTag, runNameTag } from '../tags/known-tags.ts';
import { setTags } from '../tags/set-tags.ts';
import { archiveRun } from './archive-run.ts';
import { lockRuns } from './bulk/sql/lock-runs.ts';
import { restoreRun } from './restore-run.ts';
import type { UpdateRunInput } from './schema.ts';

/**
 * Renames a run, writes its note and its tags, archives or restores it: all that is asked, or nothing. What changes is
 * written down, as it is for many runs at once.
 * @throws DomainError NOT_FOUND (run; a tag that is to be removed), CONFLICT (archived run; a job still works on it)
 */
export async function editRun({ ctx, input }: { ctx: Ctx; input: { runId: string } & UpdateRunInput }): Promise<void> {
  const { runId, name, note, tags: change = {}, archived } = input;
  const changes: Record<string, string | null> = {
    ...change,
    ...(name === undefined ? {} : { [runNameTag]: name }),
    ...(note === undefined ? {} : { [noteTag]: note }),
  };
  const tags = Object.fromEntries(
    Object.entries(changes).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
  await withTransaction(ctx, async (tx) => {
    if (archived === false) await restoreRun({ ctx: tx, input: { runId } });
    const before = await tagsNow(tx, runId, Object.keys(changes));
    await setTags({ ctx: tx, input: { runId, tags } });
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) await deleteTag({ ctx: tx, input: { runId, key } });
      // An empty name leaves a run the one that it has.
      else if (value === before.get(key) || (key === runNameTag && value === '')) continue;
      await audit(tx, value === null ? 'run.untag' : 'run.tag', `run ${runId}`, { key });
    }
    if (archived === true) await archiveRun({ ctx: tx, input: { runId } });
  });
  announce(ctx, { topic: 'run', id: runId });
}

/** Values of tags of a run, whose row is held from then on; it has a name without having the tag. */
async function tagsNow(ctx: Ctx & { db: DbTransaction }, runId: string, keys: string[]): Promise<Map<string, string>> {
  const [run] = await lockRuns(ctx.db, { projectId: ctx.project.id, ids: [runId] });
  if (!run || keys.length === 0) return new Map();
  const tags = await ctx.db.tag.findMany({ where: { runId, key: { in: keys } } });
  return new Map([...tags.map(({ key, value }) => [key, value] as const), [runNameTag, run.name]]);
}

import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { deleteTag } from '../tags/delete-tag.ts';
import { noteTag, runNameTag } from '../tags/known-tags.ts';
import { setTags } from '../tags/set-tags.ts';
import { archiveRun } from './archive-run.ts';
import { restoreRun } from './restore-run.ts';
import type { UpdateRunInput } from './schema.ts';

/**
 * Renames a run, writes its note and its tags, archives or restores it: all that is asked, or nothing.
 * @throws DomainError NOT_FOUND (run; a tag that is to be removed), CONFLICT (archived run; a job still works on it)
 */
export async function editRun({ ctx, input }: { ctx: Ctx; input: { runId: string } & UpdateRunInput }): Promise<void> {
  const { runId, name, note, tags: change = {}, archived } = input;
  const changes = Object.entries(change);
  const tags = {
    ...Object.fromEntries(changes.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))),
    ...(name === undefined ? {} : { [runNameTag]: name }),
    ...(note === undefined ? {} : { [noteTag]: note }),
  };
  await withTransaction(ctx, async (tx) => {
    if (archived === false) await restoreRun({ ctx: tx, input: { runId } });
    await setTags({ ctx: tx, input: { runId, tags } });
    for (const [key, value] of changes) if (value === null) await deleteTag({ ctx: tx, input: { runId, key } });
    if (archived === true) await archiveRun({ ctx: tx, input: { runId } });
  });
  announce(ctx, { topic: 'run', id: runId });
}

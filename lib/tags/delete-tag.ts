import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import { checkOpen, isSealed } from '../runs/open-for-writes.ts';
import { resealRun } from '../runs/reseal-run.ts';
import { writeTransaction } from '../write-transaction.ts';
import { isRecipeTag } from './known-tags.ts';
import { type RemovedTag, removeTag } from './sql/remove-tag.ts';

/** Removes a tag of a run. @throws DomainError NOT_FOUND (run or tag), CONFLICT (archived run), LEASE_LOST */
export async function deleteTag({ ctx, input }: { ctx: Ctx; input: { runId: string; key: string } }): Promise<void> {
  const { runId, key } = input;
  await writeTransaction(ctx, async (run) => {
    const [row] = await run<RemovedTag>(removeTag({ projectId: ctx.project.id, runId, key }));
    const found = checkOpen(ctx, runId, row, { tagging: true });
    if (!found.removed) {
      throw new DomainError('NOT_FOUND', `No tag with name: ${key} in run with id ${runId}.`, {
        fields: [{ path: 'key', message: 'names no tag of this run' }],
      });
    }
    if (isRecipeTag(key) && isSealed(found)) await resealRun(run, { ctx, runId });
  });
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

import type { Ctx } from '../context.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import { checkOpen } from '../runs/open-for-writes.ts';
import { lockRun } from '../runs/sql/lock-run.ts';
import { writeTransaction } from '../write-transaction.ts';
import { upsertTags } from './sql/upsert-tags.ts';

/**
 * Changes the value of a tag by what it is: nobody else writes into the run in between.
 * @param input.change gets the value, undefined where the run has no such tag
 * @throws DomainError NOT_FOUND, CONFLICT (archived run)
 */
export async function changeTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; key: string; change: (before: string | undefined) => string };
}): Promise<void> {
  const { runId, key, change } = input;
  const projectId = ctx.project.id;
  await writeTransaction(ctx, async (run) => {
    checkOpen(ctx, runId, await lockRun(run, { projectId, runId }), { tagging: true });
    const [before] = await run<{ value: string }>({
      name: 'tag-now',
      text: 'SELECT value FROM traza.tag WHERE run_id = $1 AND key = $2',
      values: [runId, key],
    });
    const entries: [string, string][] = [[key, change(before?.value)]];
    await run(upsertTags({ projectId, runId, entries, name: null, parentRunId: undefined, late: true }));
  });
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

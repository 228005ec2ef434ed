import type { Ctx } from '../context.ts';
import { db } from '../db/client.ts';
import { type RunStatement, runStatement } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import { checkOpen, isSealed } from '../runs/open-for-writes.ts';
import { resealRun } from '../runs/reseal-run.ts';
import { writeTransaction } from '../write-transaction.ts';
import { type InsertedParams, insertParams } from './sql/insert-params.ts';
import { paramEntries, refuseOthers, writeParams } from './write-params.ts';

type Entry = [key: string, value: string];

/**
 * Writes params of a run. A param is written once: the same value again changes nothing, another value is refused.
 * A job's later attempt may write over what an earlier one wrote. Written after the client ended the run, they make a new
 * revision of its recipe.
 * @throws DomainError NOT_FOUND, CONFLICT (naming the param and the value it has; archived run; run of a job), LEASE_LOST
 */
export async function setParams({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; params: Record<string, string> };
}): Promise<void> {
  const { runId } = input;
  const entries = paramEntries(input.params);
  if (entries.length === 0) return;
  const write = { projectId: ctx.project.id, runId, entries, again: ctx.fence !== undefined };

  const done = entries.length === 1 && ctx.db === db() && (await writeOne(ctx, write));
  if (!done) {
    await writeTransaction(ctx, async (run) => {
      const { reseal } = await writeParams(run, { ctx, runId, entries });
      if (reseal) await resealRun(run, { ctx, runId });
    });
  }
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

/** One param of a run that goes on: the statement is the transaction. @returns false where the recipe is sealed already */
async function writeOne(ctx: Ctx, write: { projectId: string; runId: string; entries: Entry[]; again: boolean }) {
  const run: RunStatement = (statement) => runStatement(ctx.db, statement);
  const [row] = await run<InsertedParams>(insertParams({ ...write, late: false }));
  const found = checkOpen(ctx, write.runId, row);
  if (isSealed(found)) return false;
  if (!write.again) await refuseOthers(run, found, write);
  return true;
}

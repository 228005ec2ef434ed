import type { Ctx } from '../context.ts';
import { db } from '../db/client.ts';
import { type RunStatement, runStatement } from '../db/statement.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { heard } from '../runs/heard.ts';
import { checkOpen, isSealed } from '../runs/open-for-writes.ts';
import { resealRun } from '../runs/reseal-run.ts';
import { writeTransaction } from '../write-transaction.ts';
import { type InsertedParams, insertParams } from './sql/insert-params.ts';

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
  // In the order of the keys, so that two writers of the same params cannot lock each other out.
  const entries = Object.entries(input.params).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return;
  const write = { projectId: ctx.project.id, runId, entries, again: ctx.fence !== undefined };

  const done = entries.length === 1 && ctx.db === db() && (await writeOne(ctx, write));
  if (!done) {
    await writeTransaction(ctx, async (run) => {
      const [row] = await run<InsertedParams>(insertParams({ ...write, late: true }));
      const found = checkOpen(ctx, runId, row);
      if (!write.again) await refuseOthers(run, found, write);
      if (isSealed(found) && found.written.length > 0) await resealRun(run, { ctx, runId });
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

/** @throws DomainError CONFLICT for a param that has another value already */
async function refuseOthers(
  run: RunStatement,
  { written, before }: InsertedParams,
  { runId, entries }: { runId: string; entries: Entry[] },
): Promise<void> {
  const made = new Set(written);
  const kept = new Map(Object.entries(before));
  const unseen = entries.filter(([key]) => !made.has(key) && !kept.has(key));
  if (unseen.length > 0) {
    // Somebody wrote them while the statement waited for the run.
    const rows = await run<{ key: string; value: string }>({
      name: 'params-now',
      text: 'SELECT key, value FROM traza.param WHERE run_id = $1 AND key = ANY($2::text[])',
      values: [runId, unseen.map(([key]) => key)],
    });
    for (const { key, value } of rows) kept.set(key, value);
  }
  const other = entries.find(([key, value]) => !made.has(key) && kept.get(key) !== value);
  if (!other) return;
  const [key, value] = other;
  const had = shorten(kept.get(key) ?? '');
  throw new DomainError(
    'CONFLICT',
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${had}' for run ` +
      `ID='${runId}'. Attempted logging new value '${shorten(value)}'.`,
    {
      fields: [{ path: `params.${key}`, message: `is "${had}" and cannot be changed` }],
      hint: 'Params are what a run was asked to do, so they are written once. Use a tag for what changes.',
    },
  );
}

function shorten(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}

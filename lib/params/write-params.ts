import type { Ctx } from '../context.ts';
import type { RunStatement } from '../db/statement.ts';
import { DomainError } from '../errors.ts';
import { checkOpen, isSealed, type RunState } from '../runs/open-for-writes.ts';
import { type InsertedParams, insertParams } from './sql/insert-params.ts';

type Entry = [key: string, value: string];

/** In the order of the keys, so that two writers of the same params cannot lock each other out. */
export function paramEntries(params: Record<string, string>): Entry[] {
  return Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Writes params within a transaction, which holds the run's row from then on.
 * @returns the run, and whether its recipe has to be sealed again
 * @throws DomainError NOT_FOUND, CONFLICT (a param with another value; archived run; run of a job)
 */
export async function writeParams(
  run: RunStatement,
  { ctx, runId, entries }: { ctx: Ctx; runId: string; entries: Entry[] },
): Promise<{ state: RunState; reseal: boolean }> {
  const again = ctx.fence !== undefined;
  const [row] = await run<InsertedParams>(
    insertParams({ projectId: ctx.project.id, runId, entries, late: true, again }),
  );
  const state = checkOpen(ctx, runId, row);
  if (!again) await refuseOthers(run, state, { runId, entries });
  return { state, reseal: isSealed(state) && state.written.length > 0 };
}

/** @throws DomainError CONFLICT for a param that has another value already */
export async function refuseOthers(
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

import type { Ctx } from '../../context.ts';
import { announce } from '../../events/announce.ts';
import { parseInput } from '../../parse-input.ts';
import { archiveRuns } from './archive-runs.ts';
import { findIds } from './find-ids.ts';
import { type Outcome, Skipped } from './outcome.ts';
import { type BulkAnswer, BulkInput } from './schema.ts';
import { stopRuns } from './stop-runs.ts';
import { tagRuns } from './tag-runs.ts';
import { undoCalls } from './undo-calls.ts';

/** Runs of one transaction: no other writer waits for longer than they take. */
const ofABatch = 500;

/** More changes than this are told by experiment. */
const toldByRun = 200;

/**
 * Changes many runs by the rules of the verbs for one, in batches that are each done or not. Every run is either changed
 * or counted with the reason why not.
 * @throws DomainError CONFLICT (the set has another number of runs), NOT_FOUND (experiment), INVALID_INPUT,
 *   UNPROCESSABLE (finding them takes too long)
 */
export async function changeRuns({ ctx, input }: { ctx: Ctx; input: BulkInput }): Promise<BulkAnswer> {
  const asked = parseInput(BulkInput, input, 'body');
  const ids = await findIds(ctx, asked.runs);
  const at = ctx.now();
  const changed: Extract<Outcome, { reason?: undefined }>[] = [];
  const skipped = new Skipped();
  for (let from = 0; from < ids.length; from += ofABatch) {
    const batch = ids.slice(from, from + ofABatch);
    try {
      for (const outcome of await changeBatch(ctx, asked, batch, at)) {
        if (outcome.reason) skipped.add(outcome.reason, outcome.id);
        else changed.push(outcome);
      }
    } catch (error) {
      // What is done is done and must be told.
      if (changed.length === 0) throw error;
      ctx.log.error({ error }, 'a bulk change ended early');
      for (const id of ids.slice(from)) skipped.add('failed', id);
      break;
    }
  }
  tell(ctx, changed);
  const undo = undoCalls(asked, changed, at);
  return { changed: changed.length, skipped: skipped.list(), ...(undo ? { undo } : {}) };
}

function changeBatch(ctx: Ctx, asked: BulkInput, ids: string[], at: Date): Promise<Outcome[]> {
  switch (asked.action) {
    case 'archive':
    case 'restore':
      return archiveRuns(ctx, ids, { archive: asked.action === 'archive', at });
    case 'tag':
      return tagRuns(ctx, ids, { key: asked.key, value: asked.value });
    case 'untag':
      return tagRuns(ctx, ids, { key: asked.key, value: null });
    case 'stop':
      return stopRuns(ctx, ids);
  }
}

function tell(ctx: Ctx, changed: { id: string; experimentId: number | null }[]): void {
  for (const { id } of changed.slice(0, toldByRun)) announce(ctx, { topic: 'run', id });
  if (changed.length <= toldByRun) return;
  const experiments = new Set(changed.flatMap((run) => run.experimentId ?? []));
  for (const id of experiments) announce(ctx, { topic: 'experiment', id: String(id) });
}

import { type BulkInput, maxValueLength, mostIds } from './schema.ts';

/** So many ids are handed out to be sent back. */
const mostUndone = 50_000;
const mostCalls = 100;

interface Changed {
  id: string;
  before?: string | null;
}

/**
 * The calls that take a bulk call back. Pure.
 * @param at when the runs of an `archive` count as archived, which names them however many they are
 * @returns undefined where it cannot be taken back, or only with more ids or values than an answer holds
 */
export function undoCalls(input: BulkInput, changed: Changed[], at: Date): BulkInput[] | undefined {
  if (input.action === 'stop') return undefined;
  if (changed.length === 0) return [];
  if (input.action === 'archive' && changed.length > mostIds) {
    const query = { archived: true, archivedAt: at.toISOString() };
    return [{ action: 'restore', runs: { query, count: changed.length } }];
  }
  if (changed.length > mostUndone) return undefined;
  if (input.action === 'archive' || input.action === 'restore') {
    const action = input.action === 'archive' ? 'restore' : 'archive';
    return inCalls(changed).map((runs) => ({ action, runs }));
  }
  const { key } = input;
  // MLflow's clients may have written values that a call does not take.
  if (changed.some((run) => (run.before?.length ?? 0) > maxValueLength(key))) return undefined;
  const calls = [...Map.groupBy(changed, (run) => run.before ?? null)].flatMap(([value, of]) =>
    inCalls(of).map(
      (runs): BulkInput => (value === null ? { action: 'untag', runs, key } : { action: 'tag', runs, key, value }),
    ),
  );
  return calls.length > mostCalls ? undefined : calls;
}

function inCalls(changed: Changed[]): string[][] {
  return Array.from({ length: Math.ceil(changed.length / mostIds) }, (_, call) =>
    changed.slice(call * mostIds, (call + 1) * mostIds).map((run) => run.id),
  );
}

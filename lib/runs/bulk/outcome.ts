import type { BulkAnswer, SkipReason } from './schema.ts';
import type { LockedRun } from './sql/lock-runs.ts';

/** What became of one run of a bulk call. */
export type Outcome =
  | { id: string; reason: SkipReason }
  /** `before`: the value that a tag had; null for none. */
  | { id: string; reason?: undefined; experimentId: number | null; before?: string | null };

/** Tells the runs that change from those that do not. @param reasonOf undefined for runs that change */
export function sortOut(
  ids: string[],
  locked: LockedRun[],
  reasonOf: (run: LockedRun) => SkipReason | undefined,
): { change: LockedRun[]; skipped: Outcome[] } {
  const byId = new Map(locked.map((run) => [run.id, run]));
  const change: LockedRun[] = [];
  const skipped: Outcome[] = [];
  for (const id of ids) {
    const run = byId.get(id);
    const reason = run ? reasonOf(run) : 'not-found';
    if (reason !== undefined) skipped.push({ id, reason });
    else if (run) change.push(run);
  }
  return { change, skipped };
}

const shownIds = 10;

/** Runs that did not change, by why. */
export class Skipped {
  readonly #of = new Map<SkipReason, { count: number; firstIds: string[] }>();

  add(reason: SkipReason, id: string): void {
    const of = this.#of.get(reason) ?? { count: 0, firstIds: [] };
    of.count += 1;
    if (of.firstIds.length < shownIds) of.firstIds.push(id);
    this.#of.set(reason, of);
  }

  list(): BulkAnswer['skipped'] {
    return [...this.#of].map(([reason, of]) => ({ reason, ...of }));
  }
}

import type { CatchUp } from '../schema.ts';
import { dueAt } from '../times/due-at.ts';
import type { TimeRule } from '../times/time-rule.ts';

/** A schedule's row, as far as its times are decided by it. */
export interface Decided {
  id: string;
  catchUp: CatchUp;
  jitterSeconds: number;
  decidedTo: Date;
  passedOverTo: Date | null;
}

export interface Decision {
  missed: { at: Date; code: 'PAUSED' | 'LATE' }[];
  /** A run begins for this time. `caughtUp`: its moment has passed, so it waits for the run before rather than give way. */
  start: { at: Date; caughtUp: boolean } | undefined;
  /** All times up to here are decided. */
  decidedTo: Date;
}

/** Later than this, a time counts as missed: longer than a worker takes to start again, shorter than anybody's patience. */
export const onTimeMs = 60_000;
/** Times that one transaction decides. */
const most = 500;

/**
 * What becomes of the times of a schedule that are due: at most one run, and the times before it that are missed. Asked
 * again until nothing is due. Undefined: nothing is. Pure.
 */
export function decide(schedule: Decided, rule: TimeRule, now: Date): Decision | undefined {
  const due: Date[] = [];
  let at = rule.next(schedule.decidedTo);
  while (at && due.length < most && dueAt(schedule, at) <= now) {
    due.push(at);
    at = rule.next(at);
  }
  const [first] = due;
  const last = due.at(-1);
  if (!first || !last) return undefined;

  const { passedOverTo, catchUp } = schedule;
  const paused = due.filter((one) => passedOverTo !== null && one <= passedOverTo);
  const lastPaused = paused.at(-1);
  if (lastPaused) {
    return { missed: paused.map((one) => ({ at: one, code: 'PAUSED' })), start: undefined, decidedTo: lastPaused };
  }
  const late = (one: Date) => now.getTime() - dueAt(schedule, one).getTime() > onTimeMs;
  if (catchUp === 'all') {
    return { missed: [], start: { at: first, caughtUp: due.length > 1 || late(first) }, decidedTo: first };
  }
  const newest = !(at && dueAt(schedule, at) <= now);
  const starts = newest && (catchUp === 'latest' || !late(last));
  const missed = starts ? due.slice(0, -1) : due;
  return {
    missed: missed.map((one) => ({ at: one, code: 'LATE' })),
    start: starts ? { at: last, caughtUp: late(last) } : undefined,
    decidedTo: last,
  };
}

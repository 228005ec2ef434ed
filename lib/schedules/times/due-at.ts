import { createHash } from 'node:crypto';
import type { TimeRule } from './time-rule.ts';

interface Jittered {
  id: string;
  jitterSeconds: number;
}

/** When the run of a nominal time starts: its jitter is the same whoever asks, and another for each schedule and time. */
export function dueAt({ id, jitterSeconds }: Jittered, nominal: Date): Date {
  if (jitterSeconds === 0) return nominal;
  const drawn = createHash('sha256').update(`${id} ${nominal.toISOString()}`).digest().readUInt32BE() / 2 ** 32;
  return new Date(nominal.getTime() + Math.floor(drawn * jitterSeconds * 1000));
}

/** When a ticker has to look at a schedule next; null while it is paused and after its end. */
export function nextLook(schedule: Jittered & { decidedTo: Date; pausedAt: Date | null }, rule: TimeRule): Date | null {
  if (schedule.pausedAt) return null;
  const next = rule.next(schedule.decidedTo);
  return next ? dueAt(schedule, next) : null;
}

import type { ScheduleTime } from '../schema.ts';
import type { TimeRule } from './time-rule.ts';

/** The next nominal times after a moment, as pages and the API show them. */
export function listTimes(rule: TimeRule, timeZone: string, after: Date, count: number): ScheduleTime[] {
  const times: ScheduleTime[] = [];
  for (let at = rule.next(after); at && times.length < count; at = rule.next(at)) {
    times.push({ at: at.toISOString(), offset: offsetOf(at, timeZone), moved: rule.moved(at) });
  }
  return times;
}

/** `+05:30`: how far the clocks of a zone are from UTC at a moment. */
function offsetOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', '') || '+00:00';
}

import { formatDateTime, formatUtc } from '#lib/ui/format.ts';

/** A time as the clocks of a zone show it; in UTC where the browser is older than the zone's name. */
export function zonedTime(at: string, timeZone: string): string {
  try {
    return formatDateTime(at, timeZone);
  } catch {
    return formatUtc(at);
  }
}

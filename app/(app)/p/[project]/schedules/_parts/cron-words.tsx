import type { ScheduleAnswer } from '#lib/schedules/schema.ts';
import { language } from '#lib/ui/text/language.ts';
import { text } from '#lib/ui/text/text.ts';

/** A rule in words, with its text and zone behind it. */
export function CronWords({ schedule }: { schedule: Pick<ScheduleAnswer, 'cron' | 'timeZone' | 'reading'> }) {
  const words = schedule.reading?.[language()];
  return (
    <span title={schedule.cron}>
      {words ?? <code>{schedule.cron}</code>} <span className="dim">{text.schedules.inZone(schedule.timeZone)}</span>
    </span>
  );
}

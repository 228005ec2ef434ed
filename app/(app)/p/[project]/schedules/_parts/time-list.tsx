'use client';

import type { ScheduleTime } from '#lib/schedules/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import './schedules.css';
import { zonedTime } from './zoned-time.ts';

/** Times to come, as the clocks of the schedule's zone show them, with what the day of a change does to them. */
export function TimeList({ times, timeZone, label }: { times: ScheduleTime[]; timeZone: string; label: string }) {
  return (
    <ol className="time-list" aria-label={label}>
      {times.map(({ at, offset, moved }, index) => {
        const before = times[index - 1];
        return (
          <li key={at}>
            <time className="num" dateTime={at} title={at}>
              {zonedTime(at, timeZone)}
            </time>
            <span className="dim small num">{offset}</span>
            {moved ? <Chip tone="warn">{text.schedules.one.moved}</Chip> : null}
            {before && before.offset !== offset && !moved ? <Chip>{text.schedules.one.clocks}</Chip> : null}
            <span className="grow" />
            <span className="dim small">
              <TimeAgo time={at} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

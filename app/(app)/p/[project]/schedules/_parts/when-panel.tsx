'use client';

import type { SchedulePreview } from '#lib/schedules/schema.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { language } from '#lib/ui/text/language.ts';
import { text } from '#lib/ui/text/text.ts';
import { TimeList } from './time-list.tsx';

/** A rule in words, its next times, and what happens on the days when the clocks change. */
export function WhenPanel({ preview, timeZone }: { preview: SchedulePreview | undefined; timeZone: string }) {
  const { form } = text.schedules;
  const right = preview && preview.problems.length === 0 ? preview : undefined;
  return (
    <>
      <Panel title={form.reading}>
        <p className="schedule-reading" role="status">
          {right ? (
            (right.reading?.[language()] ?? form.noWords)
          ) : preview ? (
            <span className="mut">{preview.problems.map(({ path, message }) => `${path} ${message}`).join('; ')}</span>
          ) : (
            <span className="mut">{form.noTimes}</span>
          )}
        </p>
      </Panel>
      <Panel title={form.times} hint={timeZone}>
        {right ? (
          <TimeList times={right.times} timeZone={timeZone} label={form.times} />
        ) : (
          <p className="mut">{form.noTimes}</p>
        )}
      </Panel>
      <Panel title={form.daylight}>
        <div className="schedule-daylight mut">
          <p>{form.daylightFixed}</p>
          <p>{form.daylightFree}</p>
        </div>
      </Panel>
    </>
  );
}

'use client';

import { Panel } from '#lib/ui/panel.tsx';
import { language } from '#lib/ui/text/language.ts';
import { text } from '#lib/ui/text/text.ts';
import { TimeList } from './time-list.tsx';
import type { Preview } from './use-preview.ts';

/** A rule in words, its next times, and what happens on the days when the clocks change. */
export function WhenPanel({ preview }: { preview: Preview | undefined }) {
  const { form } = text.schedules;
  const right = preview && preview.problems.length === 0 ? preview : undefined;
  return (
    <>
      <Panel title={form.reading}>
        <p className="schedule-reading" role="status">
          {right ? (
            (right.reading?.[language()] ?? form.noWords)
          ) : preview ? (
            <span className="mut">{preview.problems.map(saidOf).join(' ')}</span>
          ) : (
            <span className="mut">{form.noTimes}</span>
          )}
        </p>
      </Panel>
      <Panel title={form.times} hint={right?.timeZone}>
        {right ? (
          <TimeList times={right.times} timeZone={right.timeZone} label={form.times} />
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

/** What is wrong with a field, under the name that the form gives it. */
function saidOf({ path, message }: { path: string; message: string }): string {
  const { form } = text.schedules;
  const names: Record<string, string> = { cron: form.cron, timeZone: form.zone, endsAt: form.ends };
  return form.wrong(names[path] ?? path, message);
}

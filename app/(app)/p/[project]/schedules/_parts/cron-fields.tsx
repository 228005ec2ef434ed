'use client';

import { useEffect, useId, useState } from 'react';
import { Input, Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';

/** The rule and its zone. @param chooseZone whether the zone of the reader is a good beginning */
export function CronFields({
  cron,
  onCron,
  timeZone,
  onTimeZone,
  chooseZone,
  errorOf,
}: {
  cron: string;
  onCron: (cron: string) => void;
  timeZone: string;
  onTimeZone: (timeZone: string) => void;
  chooseZone: boolean;
  errorOf: (path: string) => string | undefined;
}) {
  const { form } = text.schedules;
  const listId = useId();
  const [zones, setZones] = useState<string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the page is alive; the server knows no zone of its reader
  useEffect(() => {
    setZones(Intl.supportedValuesOf('timeZone'));
    if (chooseZone) onTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, []);
  const presets = Object.entries(form.preset);
  return (
    <>
      <div className="schedule-pair">
        <Select
          label={form.presets}
          value={presets.some(([rule]) => rule === cron) ? cron : ''}
          onChange={(event) => event.target.value && onCron(event.target.value)}
          options={[{ value: '', label: form.presetNone }, ...presets.map(([value, label]) => ({ value, label }))]}
        />
        <Input
          label={form.zone}
          list={listId}
          placeholder="UTC"
          value={timeZone}
          error={errorOf('timeZone')}
          onChange={(event) => onTimeZone(event.target.value)}
        />
        <datalist id={listId}>
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <Input
        label={form.cron}
        hint={form.cronHint}
        className="mono"
        required
        spellCheck={false}
        autoComplete="off"
        value={cron}
        error={errorOf('cron')}
        onChange={(event) => onCron(event.target.value)}
      />
    </>
  );
}

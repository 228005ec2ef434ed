'use client';

import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { loggedLabel } from './logged-label.ts';
import type { Logged } from './use-logged.ts';

/** Which of the things that the runs logged a panel shows; nothing where there is no choice. */
export function NamePicker({ logged, onName }: { logged: Logged; onName: (name: string) => void }) {
  const { names, name = '' } = logged;
  const options = names.map((item) => ({ value: item.name, label: `${loggedLabel(item.name)} · ${item.runs}` }));
  // A panel may hold a name that none of these runs has.
  if (!names.some((item) => item.name === name)) options.unshift({ value: name, label: loggedLabel(name) });
  return (
    <>
      <Select
        hideLabel
        className="logged-name"
        label={text.logged.name}
        title={text.logged.nameHint}
        value={name}
        options={options}
        onChange={(event) => onName(event.target.value)}
      />
      {logged.cut ? <span className="dim small">{text.logged.cut}</span> : null}
    </>
  );
}

'use client';

import { useId } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { columnName } from './column-name.ts';
import type { ColumnChoices } from './use-column-choices.ts';

/** A labelled choice of one column, in groups. */
export function ColumnSelect({
  label,
  value,
  none,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  /** What the empty name stands for: chosen by itself, or nothing; undefined: there is always a column. */
  none: string | undefined;
  choices: ColumnChoices;
  onChange: (name: string) => void;
}) {
  const id = useId();
  const known = choices.groups.some((group) => group.names.includes(value));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {known || value === '' ? null : <option value={value}>{columnName(value, choices.directionOf)}</option>}
        {choices.groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.names.map((name) => (
              <option key={name} value={name}>
                {columnName(name, choices.directionOf)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Narrows the lists of all choices of a form, where an experiment has more keys than they hold. */
export function ColumnSearch({ choices }: { choices: ColumnChoices }) {
  const id = useId();
  if (!choices.more && choices.search === '') return null;
  return (
    <div className="field">
      <label htmlFor={id}>{text.runs.findColumn}</label>
      <input
        id={id}
        className="input"
        type="search"
        value={choices.search}
        onChange={(event) => choices.onSearch(event.target.value)}
      />
    </div>
  );
}

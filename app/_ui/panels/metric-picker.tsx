'use client';

import { type ReactNode, useState } from 'react';
import { Checkbox, Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useFoundKeys } from '../experiment/use-found-keys.ts';

const kinds = ['metric'] as const;

/** Metrics of an experiment, out of thousands: found by typing, taken by a check. Those taken come first. */
export function MetricPicker({
  experimentId,
  label,
  hint,
  chosen,
  most,
  onChange,
}: {
  experimentId: number;
  label: string;
  hint?: ReactNode;
  chosen: readonly string[];
  most: number;
  onChange: (chosen: string[]) => void;
}) {
  const [search, setSearch] = useState('');
  const [found] = useFoundKeys(experimentId, kinds, search);
  const others = (found?.keys ?? []).filter((key) => !chosen.includes(key));
  return (
    <fieldset className="metric-picker">
      <legend>{label}</legend>
      <Input
        hideLabel
        label={text.panels.curves.find}
        placeholder={text.panels.curves.find}
        type="search"
        data-first-focus
        value={search}
        hint={hint}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="metric-list">
        {[...chosen, ...others].map((key) => (
          <Checkbox
            key={key}
            label={
              <span className="clip" title={key}>
                {key}
              </span>
            }
            checked={chosen.includes(key)}
            disabled={chosen.length >= most && !chosen.includes(key)}
            onChange={() => onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])}
          />
        ))}
        {found?.more ? <p className="dim small">{text.panels.curves.more}</p> : null}
      </div>
    </fieldset>
  );
}

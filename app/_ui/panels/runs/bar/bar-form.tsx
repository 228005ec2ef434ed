'use client';

import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelFormProps } from '../../panel-kind.ts';
import { ColumnSearch, ColumnSelect } from '../columns/column-select.tsx';
import { useColumnChoices } from '../columns/use-column-choices.ts';
import type { BarSettings } from './bar-kind.ts';

/** What bars are as long as, and of what there is one. */
export default function BarForm({ runs, settings, onChange }: PanelFormProps<BarSettings>) {
  const choices = useColumnChoices(runs);
  const words = text.runPanels;
  const isMetric = (label: string) => label === text.runs.keyKinds.metric;
  const groups = { ...choices, groups: choices.groups.filter((group) => !isMetric(group.label)) };
  return (
    <div className="stack">
      <ColumnSearch choices={choices} />
      <ColumnSelect
        label={words.bar.metric}
        value={settings.metric}
        none={words.byItself}
        choices={choices}
        onChange={(metric) => onChange({ ...settings, metric })}
      />
      <ColumnSelect
        label={words.bar.group}
        value={settings.group}
        none={words.bar.eachRun}
        choices={groups}
        onChange={(group) => onChange({ ...settings, group })}
      />
      <Select
        label={words.bar.scale}
        value={settings.scale}
        options={(['linear', 'log'] as const).map((value) => ({ value, label: words.scale[value] }))}
        onChange={(event) => onChange({ ...settings, scale: event.target.value === 'log' ? 'log' : 'linear' })}
      />
    </div>
  );
}

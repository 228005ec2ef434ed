'use client';

import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useBoardCharts } from '../board/board-charts.ts';
import type { PanelFormProps } from '../panel-kind.ts';
import { figures, type ValueSettings } from './value-kind.ts';

/** Which number of which metric a panel shows. */
export default function ValueForm({ settings, onChange }: PanelFormProps<ValueSettings>) {
  const { metrics } = useBoardCharts();
  // A stored panel may name a metric that is not among the first thousand.
  const keys = settings.metric === '' || metrics.includes(settings.metric) ? metrics : [settings.metric, ...metrics];
  return (
    <>
      <Select
        label={text.panels.value.metric}
        value={settings.metric}
        options={[{ value: '', label: text.panels.value.primary }, ...keys.map((key) => ({ value: key, label: key }))]}
        onChange={(event) => onChange({ ...settings, metric: event.target.value })}
      />
      <Select
        label={text.panels.value.figure}
        value={settings.figure}
        options={figures.map((figure) => ({ value: figure, label: text.panels.value[figure] }))}
        onChange={(event) => onChange({ ...settings, figure: event.target.value === 'last' ? 'last' : 'best' })}
      />
    </>
  );
}

'use client';

import { text } from '#lib/ui/text/text.ts';
import { ChartOptions } from '../../metrics/chart-controls.tsx';
import { useBoardCharts } from '../board/board-charts.ts';
import { MetricPicker } from '../metric-picker.tsx';
import type { PanelFormProps } from '../panel-kind.ts';
import { type CurvesSettings, changedSettings, chartSettingsOf, mostMetrics } from './curves-kind.ts';

/** Which metrics a panel draws, and how. */
export default function CurvesForm({ runs, settings, onChange }: PanelFormProps<CurvesSettings>) {
  const { metrics, groups } = useBoardCharts();
  return (
    <>
      <MetricPicker
        experimentId={runs.experimentId}
        label={text.panels.curves.metrics(settings.metrics.length, mostMetrics)}
        hint={settings.metrics.length === 0 ? text.panels.curves.usual : undefined}
        chosen={settings.metrics}
        most={mostMetrics}
        onChange={(chosen) => onChange({ ...settings, metrics: chosen })}
      />
      <fieldset className="panel-options">
        <legend>{text.panels.curves.options}</legend>
        <ChartOptions
          settings={chartSettingsOf(settings)}
          keys={metrics}
          grouped={groups !== undefined}
          onChange={(change) => onChange(changedSettings(settings, change))}
        />
      </fieldset>
    </>
  );
}

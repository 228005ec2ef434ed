import { LineChart } from 'lucide-react';
import { lazy } from 'react';
import { smoothingKinds } from '#lib/ui/chart/smooth.ts';
import { text } from '#lib/ui/text/text.ts';
import type { ChartSettings } from '../../metrics/chart-controls.tsx';
import { axisText, readAxis } from '../../metrics/chart-question.ts';
import { bands, usualBand } from '../../metrics/group-curves.ts';
import type { PanelKind } from '../panel-kind.ts';
import { storedSettings } from '../read-settings.ts';

/** Metrics that one panel draws. */
export const mostMetrics = 6;

export interface CurvesSettings {
  /** None: the primary metric of the experiment. */
  metrics: string[];
  smooth: number;
  by: (typeof smoothingKinds)[number];
  /** As in addresses: `step`, `time`, `wall`, `metric:<key>`. */
  x: string;
  log: boolean;
  logX: boolean;
  clip: boolean;
  band: (typeof bands)[number];
}

/** Curves of metrics over steps, time or another metric, drawn in a way of their own. */
export const metricCurvesKind: PanelKind<CurvesSettings> = {
  id: 'curves',
  title: () => text.panels.curves.title,
  lead: () => text.panels.curves.lead,
  icon: LineChart,
  size: { w: 6, h: 7 },
  read(given) {
    const stored = storedSettings(given);
    return {
      metrics: [...new Set(stored.strings('metrics', mostMetrics))],
      smooth: stored.number('smooth', 0, 0, 0.99),
      by: stored.choice('by', smoothingKinds, 'ema'),
      x: axisText(readAxis(stored.string('x', 'step'))),
      log: stored.boolean('log', false),
      logX: stored.boolean('logX', false),
      clip: stored.boolean('clip', false),
      band: stored.choice('band', bands, usualBand),
    };
  },
  titleOf: ({ metrics }, primary) => (metrics.length > 0 ? metrics.join(', ') : primary),
  View: lazy(() => import('./curves-view.tsx')),
  Form: lazy(() => import('./curves-form.tsx')),
};

/** As the charts of metrics take them. */
export function chartSettingsOf({ smooth, by, x, log, logX, clip, band }: CurvesSettings): ChartSettings {
  return { smoothing: { kind: by, weight: smooth }, axis: readAxis(x), log, logX, clip, band, filter: '' };
}

/** As they are kept, of those that the controls of charts changed. */
export function changedSettings(before: CurvesSettings, change: Partial<ChartSettings>): CurvesSettings {
  const { smoothing, axis, log = before.log, logX = before.logX, clip = before.clip, band = before.band } = change;
  return {
    ...before,
    ...(smoothing ? { smooth: smoothing.weight, by: smoothing.kind } : {}),
    ...(axis === undefined ? {} : { x: axisText(axis) }),
    log,
    logX,
    clip,
    band,
  };
}

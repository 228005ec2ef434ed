import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import { text } from '#lib/ui/text/text.ts';
import { mainMetrics } from '../../metrics/main-metrics.ts';
import { panelKindOf } from '../panel-kinds.ts';
import { newPanel } from './panel-of.ts';

/** What a dashboard that nobody has made yet begins with: words, the figures that tell most, and what explains them. */
export function suggestPanels(metrics: readonly string[], primary: string | undefined): DashboardPanel[] {
  const machine = metrics.filter((key) => key.startsWith('system/'));
  const main = mainMetrics(metrics.filter((key) => !machine.includes(key)));
  const first = primary ?? main[0];
  // The first metric is left unnamed: it is the primary one, whatever that will be.
  const wanted: [kind: string, settings: unknown, size?: Partial<Pick<DashboardPanel, 'w' | 'h'>>][] = [
    ['text', { markdown: text.panels.suggested.heading }, { w: 8, h: 3 }],
    ['value', undefined, { w: 4, h: 3 }],
    ...(first === undefined ? [] : [undefined, ...main.filter((key) => key !== first).slice(0, 1)]).map(
      (metric): [string, unknown] => ['curves', metric === undefined ? undefined : { metrics: [metric] }],
    ),
    ['parallel', undefined, { w: 12 }],
    ['scatter', undefined],
    ['importance', undefined],
  ];
  return wanted.flatMap(([id, settings, size]) => {
    const kind = panelKindOf(id);
    return kind ? [{ ...newPanel(kind, kind.read(settings)), ...size }] : [];
  });
}

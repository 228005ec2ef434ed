'use client';

import { LineChart as LineChartIcon } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from './best-value.ts';
import type { ChartSettings } from './chart-controls.tsx';
import { type ChartedGroup, GroupChart } from './group-chart.tsx';
import { InView } from './in-view.tsx';
import { type ChartedRun, MetricChart } from './metric-chart.tsx';
import { metricSections } from './metric-sections.ts';

const slotHeight = 282;

/** One panel for each metric key, in sections by prefix; only those on screen are mounted and ask for points. */
export function ChartSections({
  keys,
  runs,
  groups,
  settings,
  directionOf,
  highlight,
  onHighlight,
}: {
  keys: readonly string[];
  runs: readonly ChartedRun[];
  /** Drawn in place of the runs. */
  groups?: readonly ChartedGroup[] | undefined;
  settings: ChartSettings;
  directionOf: (key: string) => MetricDirection;
  highlight?: string | undefined;
  onHighlight?: (id: string | undefined) => void;
}) {
  const sections = useMemo(() => metricSections(keys), [keys]);
  if (sections.length === 0)
    return (
      <EmptyState
        icon={LineChartIcon}
        title={settings.filter ? text.run.noMetricMatch(settings.filter) : text.run.noMetricsYet}
      />
    );
  return sections.map((section) => (
    <details key={section.name} className="chart-section" open>
      <summary>{text.run.section(section.name || text.run.otherSection, section.keys.length)}</summary>
      <div className="chart-grid">
        {section.keys.map((key) => (
          <InView key={key} className="chart-slot" height={slotHeight}>
            {(width) =>
              groups ? (
                <GroupChart
                  metric={key}
                  groups={groups}
                  settings={settings}
                  direction={directionOf(key)}
                  width={width}
                  highlight={highlight}
                  onHighlight={onHighlight}
                />
              ) : (
                <MetricChart
                  metric={key}
                  runs={runs}
                  settings={settings}
                  direction={directionOf(key)}
                  width={width}
                  highlight={highlight}
                  onHighlight={onHighlight}
                />
              )
            }
          </InView>
        ))}
      </div>
    </details>
  ));
}

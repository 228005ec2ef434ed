'use client';

import type { MetricDirection } from './best-value.ts';
import type { ChartSettings } from './chart-controls.tsx';
import { type ChartedGroup, GroupChart } from './group-chart.tsx';
import { type ChartedRun, MetricChart } from './metric-chart.tsx';

/** What is the same for all charts of a page. */
export interface ChartSource {
  runs: readonly ChartedRun[];
  /** Drawn in place of the runs. */
  groups?: readonly ChartedGroup[] | undefined;
  settings: ChartSettings;
  directionOf: (key: string) => MetricDirection;
  highlight?: string | undefined;
  onHighlight?: (id: string | undefined) => void;
}

/** The chart of one metric, of runs or of groups of them. */
export function OneChart({
  runs,
  groups,
  directionOf,
  ...chart
}: ChartSource & { metric: string; width: number; height?: number; bare?: boolean }) {
  const direction = directionOf(chart.metric);
  return groups ? (
    <GroupChart {...chart} groups={groups} direction={direction} />
  ) : (
    <MetricChart {...chart} runs={runs} direction={direction} />
  );
}

'use client';

import { useEffect } from 'react';
import { LineChart, type LineChartProps, loadPlotter } from '#lib/ui/chart/line-chart.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { arrow, type MetricDirection } from './best-value.ts';
import type { ChartSettings } from './chart-controls.tsx';
import { axisText, type PanelAxis } from './chart-question.ts';

/** One metric as a panel, drawn as the page's settings say; what it waits for and what went wrong in its place. */
export function PanelChart({
  title,
  settings,
  direction,
  error,
  loading,
  retry,
  height = 220,
  highlight,
  onHighlight,
  bare = false,
  ...lines
}: Pick<LineChartProps, 'title' | 'series' | 'zoom' | 'onZoom' | 'footer' | 'height'> & {
  settings: ChartSettings;
  direction: MetricDirection;
  error: Error | null;
  loading: boolean;
  retry: () => void;
  highlight: string | undefined;
  onHighlight: ((id: string | undefined) => void) | undefined;
  /** Without the panel around it, in a frame that has one. */
  bare?: boolean | undefined;
}) {
  const { axis } = settings;
  // It comes while the points do.
  useEffect(() => void loadPlotter(), []);
  if (error || loading) {
    const instead = error ? (
      <ErrorState error={error} onRetry={retry} />
    ) : (
      <div style={{ height }}>
        <Skeleton lines={6} />
      </div>
    );
    return bare ? <div className="chart-waits">{instead}</div> : <Panel title={title}>{instead}</Panel>;
  }
  return (
    <LineChart
      {...lines}
      bare={bare}
      title={title}
      height={height}
      smoothing={settings.smoothing}
      log={settings.log}
      logX={settings.logX}
      clip={settings.clip}
      direction={arrow(direction)}
      xKind={axis === 'time' ? 'duration' : axis === 'wall' ? 'time' : 'number'}
      xLabel={axisLabel(axis)}
      group={`metrics ${axisText(axis)}`}
      {...(highlight ? { highlight } : {})}
      {...(onHighlight ? { onHighlight } : {})}
    />
  );
}

/** The name of an axis, for people. */
function axisLabel(axis: PanelAxis): string {
  if (typeof axis !== 'string') return axis.metric;
  return { step: text.run.xStep, time: text.run.xTime, wall: text.run.xWall }[axis];
}

'use client';

import { useMemo } from 'react';
import { LineChart } from '#lib/ui/chart/line-chart.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { arrow, type MetricDirection } from './best-value.ts';
import { bucketsToLine } from './buckets-to-line.ts';
import type { ChartSettings } from './chart-controls.tsx';
import { useBuckets } from './use-buckets.ts';

/** A run as a line of a chart. */
export interface ChartedRun {
  id: string;
  name: string;
  color: string | undefined;
  dash: readonly number[] | undefined;
  startedAt: string | null;
  /** Keys it has logged: a chart asks only runs that have its metric. */
  keys: ReadonlySet<string>;
  /** Where a pinned tooltip leads. */
  href?: string | undefined;
}

/** One metric of one or many runs, live. */
export function MetricChart({
  metric,
  runs,
  settings,
  direction,
  highlight,
  onHighlight,
  height = 220,
  title = metric,
}: {
  metric: string;
  runs: readonly ChartedRun[];
  settings: ChartSettings;
  direction: MetricDirection;
  highlight?: string | undefined;
  onHighlight?: ((id: string | undefined) => void) | undefined;
  height?: number;
  title?: string;
}) {
  const drawn = useMemo(() => runs.filter((run) => run.keys.has(metric)), [runs, metric]);
  const { buckets, error, loading, retry } = useBuckets(metric, drawn);
  const series = useMemo(
    () =>
      drawn.flatMap((run, index) => {
        const own = buckets[index];
        if (!own) return [];
        const first = own[0];
        const since =
          settings.x === 'time'
            ? run.startedAt
              ? new Date(run.startedAt).getTime()
              : (first?.firstAt ?? 0)
            : undefined;
        const line = bucketsToLine(own, since);
        return [
          {
            id: run.id,
            label: run.name,
            ...line,
            ...(run.color ? { color: run.color } : {}),
            ...(run.dash ? { dash: run.dash } : {}),
            ...(run.href ? { href: run.href } : {}),
          },
        ];
      }),
    [drawn, buckets, settings.x],
  );
  if (error)
    return (
      <Panel title={title}>
        <ErrorState error={error} onRetry={retry} />
      </Panel>
    );
  if (loading)
    return (
      <Panel title={title}>
        <div style={{ height }}>
          <Skeleton lines={6} />
        </div>
      </Panel>
    );
  return (
    <LineChart
      title={title}
      series={series}
      height={height}
      smoothing={settings.smoothing}
      log={settings.log}
      direction={arrow(direction)}
      xKind={settings.x === 'time' ? 'duration' : 'number'}
      xLabel={settings.x === 'time' ? text.run.xTime : text.run.xStep}
      group={`metrics-${settings.x}`}
      {...(highlight ? { highlight } : {})}
      {...(onHighlight ? { onHighlight } : {})}
    />
  );
}

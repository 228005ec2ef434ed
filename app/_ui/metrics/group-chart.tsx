'use client';

import { useMemo, useState } from 'react';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from './best-value.ts';
import type { ChartSettings } from './chart-controls.tsx';
import { type Stretch, stretchesFor } from './chart-question.ts';
import { groupCurves, groupLine, usualBand } from './group-curves.ts';
import { widened } from './metric-chart.tsx';
import { PanelChart } from './panel-chart.tsx';
import type { PanelSeries } from './panel-series.ts';
import { usePanel } from './use-panel.ts';

/** Runs of a group that its line is the mean of. */
export const mostOfGroup = 50;

/** A group of runs as a line of a chart. */
export interface ChartedGroup {
  id: string;
  name: string;
  color: string | undefined;
  dash: readonly number[] | undefined;
  /** Ids of those drawn, at most `mostOfGroup`, and how many there are. */
  runs: readonly string[];
  count: number;
}

/** One metric of groups of runs, live: the mean of each and a band around it. */
export function GroupChart({
  metric,
  groups,
  settings,
  direction,
  highlight,
  onHighlight,
  width = 800,
  height = 220,
  bare,
}: {
  metric: string;
  groups: readonly ChartedGroup[];
  settings: ChartSettings;
  direction: MetricDirection;
  highlight?: string | undefined;
  onHighlight?: ((id: string | undefined) => void) | undefined;
  /** In pixels, as far as it is known. */
  width?: number;
  height?: number;
  /** Without the panel around it, in a frame that has one. */
  bare?: boolean | undefined;
}) {
  const ids = useMemo(() => groups.flatMap((group) => group.runs), [groups]);
  const { axis, band = usualBand } = settings;
  const buckets = Math.min(bucketsFor(ids.length), stretchesFor(width));
  const [own, setOwn] = useState<Stretch>();
  const [zoom, onZoom] = settings.onZoom ? [settings.zoom, settings.onZoom] : [own, setOwn];
  const whole = usePanel({ runs: ids, metric, axis, buckets });
  // A stretch is read by itself, unless every point of it is here already.
  const near = usePanel({
    runs: ids,
    metric,
    axis,
    buckets,
    within: useMemo(() => zoom && widened(zoom), [zoom]),
    enabled: zoom !== undefined && [...whole.series.values()].some((one) => !one.exact),
  });
  const all = useMemo(
    () => groups.map((group) => ({ group, curves: groupCurves(seriesOf(group, whole.series), axis, band) })),
    [groups, whole.series, axis, band],
  );
  const series = useMemo(
    () =>
      all.flatMap(({ group, curves }) => {
        const known = seriesOf(group, whole.series);
        if (known.length === 0) return [];
        const closer = zoom ? seriesOf(group, near.series) : [];
        return [
          {
            id: group.id,
            label: group.name,
            ...groupLine(closer.length > 0 ? groupCurves(closer, axis, band) : curves, band),
            trend: { x: curves.x, y: curves.mean },
            // A mean has as many points as the longest of its runs.
            total: Math.max(...known.map((one) => one.count), curves.x.length),
            ...(group.color ? { color: group.color } : {}),
            ...(group.dash ? { dash: group.dash } : {}),
          },
        ];
      }),
    [all, whole.series, near.series, axis, band, zoom],
  );
  const { error, loading, retry } = whole;
  const cut = groups.some((group) => group.count > group.runs.length);
  return (
    <PanelChart
      title={metric}
      series={series}
      settings={settings}
      direction={direction}
      error={error}
      loading={loading}
      retry={retry}
      height={height}
      bare={bare}
      zoom={zoom}
      onZoom={onZoom}
      footer={cut ? text.groups.linesOf(mostOfGroup) : text.groups.lines}
      highlight={highlight}
      onHighlight={onHighlight}
    />
  );
}

function seriesOf(group: ChartedGroup, series: PanelSeries): DecodedSeries[] {
  return group.runs.flatMap((run) => series.get(run) ?? []);
}

/** Fewer stretches of each where there are many runs, in steps: so many of all that a panel stays a small answer. */
function bucketsFor(runs: number): number {
  return runs <= 50 ? 400 : runs <= 200 ? 200 : 100;
}

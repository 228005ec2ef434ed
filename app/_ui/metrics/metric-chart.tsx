'use client';

import { useMemo, useState } from 'react';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import type { MetricDirection } from './best-value.ts';
import type { ChartSettings } from './chart-controls.tsx';
import { axisText, type PanelAxis, type Stretch, stretchesFor } from './chart-question.ts';
import { PanelChart } from './panel-chart.tsx';
import { type SeriesCurves, seriesCurves } from './series-curves.ts';
import { usePanel } from './use-panel.ts';

/** A run as a line of a chart. */
export interface ChartedRun {
  id: string;
  name: string;
  color: string | undefined;
  dash: readonly number[] | undefined;
  /** Keys it has logged, where they are known: a chart then asks only runs that have its metric. */
  keys?: ReadonlySet<string>;
  /** Where a pinned tooltip leads. */
  href?: string | undefined;
}

const usualWidth = 800;

/** One metric of one or many runs, live. */
export function MetricChart({
  metric,
  runs,
  settings,
  direction,
  highlight,
  onHighlight,
  width = usualWidth,
  height = 220,
  bare,
  title = metric,
}: {
  metric: string;
  runs: readonly ChartedRun[];
  settings: ChartSettings;
  direction: MetricDirection;
  highlight?: string | undefined;
  onHighlight?: ((id: string | undefined) => void) | undefined;
  /** In pixels, as far as it is known. */
  width?: number;
  height?: number;
  /** Without the panel around it, in a frame that has one. */
  bare?: boolean | undefined;
  title?: string;
}) {
  const drawn = useMemo(() => runs.filter((run) => run.keys?.has(metric) ?? true), [runs, metric]);
  const ids = useMemo(() => drawn.map((run) => run.id), [drawn]);
  const { axis } = settings;
  const [own, setOwn] = useState<Stretch>();
  const [zoom, onZoom] = settings.onZoom ? [settings.zoom, settings.onZoom] : [own, setOwn];
  const buckets = stretchesFor(width);
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
  const series = useMemo(
    () =>
      drawn.flatMap((run) => {
        const all = whole.series.get(run.id);
        if (!all) return [];
        const { points, trend } = curvesOf(all, axis);
        const closer = zoom && near.series.get(run.id);
        return [
          {
            id: run.id,
            label: run.name,
            ...(closer ? curvesOf(closer, axis).points : points),
            trend,
            total: all.count,
            ...(run.color ? { color: run.color } : {}),
            ...(run.dash ? { dash: run.dash } : {}),
            ...(run.href ? { href: run.href } : {}),
          },
        ];
      }),
    [drawn, whole.series, near.series, axis, zoom],
  );
  const { error, loading, retry } = whole;
  return (
    <PanelChart
      title={title}
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
      highlight={highlight}
      onHighlight={onHighlight}
    />
  );
}

/** With a little to both sides, so that lines pass through the sides of the frame. */
export function widened({ min, max }: Stretch): Stretch {
  const more = (max - min) / 50;
  return { min: min - more, max: max + more };
}

// The same answer is drawn again for every change of colours, smoothing and zoom.
const curves = new WeakMap<DecodedSeries, { axis: string; curves: SeriesCurves }>();

function curvesOf(series: DecodedSeries, axis: PanelAxis): SeriesCurves {
  const known = curves.get(series);
  const name = axisText(axis);
  if (known?.axis === name) return known.curves;
  const made = seriesCurves(series, axis);
  curves.set(series, { axis: name, curves: made });
  return made;
}

'use client';

import { useMemo, useState } from 'react';
import type { LineSeries } from '#lib/ui/chart/line-series.ts';
import type { ChartSettings } from '../../metrics/chart-controls.tsx';
import { type PanelAxis, type Stretch, stretchesFor } from '../../metrics/chart-question.ts';
import { type ChartedRun, widened } from '../../metrics/metric-chart.tsx';
import { PanelChart } from '../../metrics/panel-chart.tsx';
import { seriesCurves } from '../../metrics/series-curves.ts';
import { type Panel, usePanel } from '../../metrics/use-panel.ts';
import { mostMetrics } from './curves-kind.ts';

const legendHeight = 20;
/** Told apart within a run by the dash of the line: its colour is that of the run. */
const dashes = [[], [6, 3], [2, 3], [9, 3, 2, 3], [1, 2], [12, 4]] as const;

/** Several metrics in one frame: a line for each run and metric. */
export function ManyMetrics({
  metrics,
  runs,
  settings,
  width,
  height,
  highlight,
  onHighlight,
}: {
  metrics: readonly string[];
  runs: readonly ChartedRun[];
  settings: ChartSettings;
  /** Both in pixels. */
  width: number;
  height: number;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}) {
  const { axis } = settings;
  const ids = useMemo(() => runs.map((run) => run.id), [runs]);
  const [zoom, setZoom] = useState<Stretch>();
  const asked = { metrics, runs: ids, axis, buckets: stretchesFor(width) };
  const whole = useMetrics({ ...asked, enabled: true });
  // A stretch is read by itself, unless every point of it is here already.
  const coarse = zoom !== undefined && whole.some(({ series }) => [...series.values()].some((one) => !one.exact));
  const within = useMemo(() => zoom && widened(zoom), [zoom]);
  const near = useMetrics({ ...asked, within, enabled: coarse });
  const series = useMemo(
    () =>
      metrics.flatMap((metric, at) =>
        runs.flatMap((run): LineSeries[] => {
          const all = whole[at]?.series.get(run.id);
          if (!all) return [];
          const { points, trend } = seriesCurves(all, axis);
          const closer = zoom && near[at]?.series.get(run.id);
          return [
            {
              id: `${run.id} ${metric}`,
              label: `${run.name} · ${metric}`,
              ...(closer ? seriesCurves(closer, axis).points : points),
              trend,
              total: all.count,
              dash: dashes[at] ?? [],
              ...(run.color ? { color: run.color } : {}),
              ...(run.href ? { href: run.href } : {}),
            },
          ];
        }),
      ),
    [metrics, runs, whole, near, axis, zoom],
  );
  return (
    <>
      <div className="legend panel-dashes">
        {metrics.map((metric, at) => (
          <span key={metric}>
            <svg width="22" height="3" aria-hidden="true">
              <path d="M0 1.5h22" stroke="currentColor" strokeWidth="1.5" strokeDasharray={dashes[at]?.join(' ')} />
            </svg>
            <span className="clip">{metric}</span>
          </span>
        ))}
      </div>
      <PanelChart
        bare
        title={metrics.join(', ')}
        series={series}
        settings={settings}
        direction={null}
        error={whole.find(({ error }) => error)?.error ?? null}
        loading={whole.every(({ loading }) => loading)}
        retry={() => {
          for (const { retry } of whole) retry();
        }}
        height={height - legendHeight}
        zoom={zoom}
        onZoom={setZoom}
        // The line of one metric stands for its run.
        highlight={highlight === undefined ? undefined : series.find(({ id }) => id.startsWith(`${highlight} `))?.id}
        onHighlight={(id) => onHighlight(id?.split(' ')[0])}
      />
    </>
  );
}

/** The points of each metric. It asks for a fixed number of them, so that a panel may get another number. */
function useMetrics({
  metrics,
  runs,
  enabled,
  ...asked
}: {
  metrics: readonly string[];
  runs: readonly string[];
  axis: PanelAxis;
  within?: Stretch | undefined;
  buckets: number;
  enabled: boolean;
}): Panel[] {
  const panels = Array.from({ length: mostMetrics }, (_, at) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: always the same number of times
    usePanel({
      runs: metrics[at] === undefined ? noRuns : runs,
      metric: metrics[at] ?? '',
      ...asked,
      enabled: enabled && metrics[at] !== undefined,
    }),
  ).slice(0, metrics.length);
  const shape = panels.map(({ series }) => seriesId(series)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the series, which come in a new list each time
  return useMemo(() => panels, [shape, panels.map(({ loading, error }) => `${loading} ${error?.message}`).join()]);
}

const noRuns: readonly string[] = [];

// A map of series keeps its object while nothing in it changes.
const ids = new WeakMap<object, number>();
let lastId = 0;

function seriesId(series: object): number {
  const known = ids.get(series);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(series, lastId);
  return lastId;
}

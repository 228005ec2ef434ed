'use client';

import { useMemo } from 'react';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatExact, formatNumber } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { seriesCurves } from '../../metrics/series-curves.ts';
import { usePanel } from '../../metrics/use-panel.ts';
import { useBoardCharts } from '../board/board-charts.ts';
import type { PanelViewProps } from '../panel-kind.ts';
import { bestOfRuns } from './best-of-runs.ts';
import type { ValueSettings } from './value-kind.ts';

const sparkPoints = 60;
const roomForSpark = 100;

/** The best or last value of a metric among the runs shown, large, with the course of the run that has it. */
export default function ValueView({ runs, settings, height }: PanelViewProps<ValueSettings>) {
  const { primary, directionOf } = useBoardCharts();
  const metric = settings.metric || primary;
  const ids = useMemo(() => runs.shown.map((run) => run.id), [runs.shown]);
  const { series, loading, error, retry } = usePanel({
    runs: ids,
    metric: metric ?? '',
    axis: 'step',
    buckets: sparkPoints,
    enabled: metric !== undefined,
  });
  const best = metric === undefined ? undefined : bestOfRuns(series, ids, settings.figure, directionOf(metric));
  const run = runs.shown.find((one) => one.id === best?.run);
  const course = best && series.get(best.run);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (metric !== undefined && loading) return <Skeleton lines={2} height={24} />;
  if (!best || !run) return <p className="dim panel-note">{text.panels.value.none}</p>;
  return (
    <div className="panel-value" style={{ height }}>
      <output className="num" title={formatExact(best.value)}>
        {formatNumber(best.value)}
      </output>
      <div className="row small">
        <i className="dot" style={{ background: run.color }} />
        <Link to={`/runs/${run.id}`} className="clip link">
          {run.name}
        </Link>
        <span className="dim">{text.panels.value.amongst(ids.length)}</span>
      </div>
      {course && height > roomForSpark ? (
        <Sparkline values={seriesCurves(course, 'step').points.y} color={run.color} width={220} height={36} />
      ) : null}
    </div>
  );
}

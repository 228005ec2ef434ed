'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ComparedRun, CompareRunsAnswer } from '#lib/runs/compare/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import { ChartControls, useChartSettings } from '../metrics/chart-controls.tsx';
import { ChartSections } from '../metrics/chart-sections.tsx';
import { matchingKeys } from '../metrics/metric-sections.ts';
import '../experiment/experiment.css';

/** Runs that one panel draws. */
const mostCharted = 50;

/** All metrics of the compared runs, a panel each; only the panels on screen are mounted. */
export function CompareCurves({
  runs,
  order,
  colors,
  directionOf,
}: {
  runs: readonly ComparedRun[];
  order: readonly number[];
  colors: ReadonlyMap<string, RunColor>;
  directionOf: (key: string) => MetricDirection;
}) {
  const api = useApi();
  const navigation = useNavigation();
  const { settings, change } = useChartSettings();
  const [highlight, setHighlight] = useState<string>();
  const shape = JSON.stringify(
    order.slice(0, mostCharted).flatMap((place) => {
      const run = runs[place];
      return run ? [[run.id, run.name, run.color]] : [];
    }),
  );
  const ids = useMemo(() => (JSON.parse(shape) as [string][]).map(([id]) => id), [shape]);
  const { data, error, refetch } = useQuery({
    queryKey: ['run', { metricKeys: ids }],
    meta: { ids },
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => {
      const body = { ids, sections: ['metrics'], keysOnly: true };
      const answer = await api<CompareRunsAnswer>('/runs/compare', { method: 'POST', body, signal });
      return answer.rows.map((row) => row.key);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` holds all that is read of the runs; new values alone must not redraw every chart
  const charted = useMemo(
    () =>
      (JSON.parse(shape) as [string, string, string | null][]).map(([id, name, color]) => ({
        id,
        name,
        color: color ?? colors.get(id)?.css,
        dash: color ? [] : colors.get(id)?.dash,
        href: navigation.href(`/runs/${id}`),
      })),
    [shape, colors],
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  const matching = matchingKeys(data, settings.filter);
  return (
    <>
      <div className="run-bar">
        <ChartControls settings={settings} onChange={change} keys={data} badPattern={matching === undefined} />
      </div>
      <div className="run-scroll">
        <ul className="compare-legend">
          {charted.map((run) => (
            <li key={run.id} onPointerEnter={() => setHighlight(run.id)} onPointerLeave={() => setHighlight(undefined)}>
              <span className="dot" style={{ background: run.color }} />
              <Link href={run.href} className="clip" title={run.name}>
                {run.name}
              </Link>
            </li>
          ))}
        </ul>
        {runs.length > mostCharted ? <p className="mut">{text.compare.curvesOf(mostCharted, runs.length)}</p> : null}
        {data.length === 0 ? (
          <p className="mut">{text.compare.noMetrics}</p>
        ) : (
          <ChartSections
            keys={matching ?? []}
            runs={charted}
            settings={settings}
            directionOf={directionOf}
            highlight={highlight}
            onHighlight={setHighlight}
          />
        )}
      </div>
    </>
  );
}

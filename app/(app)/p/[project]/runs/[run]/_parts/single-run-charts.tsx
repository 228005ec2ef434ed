'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usualDirection } from '#app/_ui/metrics/best-value.ts';
import { ChartControls, useChartSettings } from '#app/_ui/metrics/chart-controls.tsx';
import { ChartSections } from '#app/_ui/metrics/chart-sections.tsx';
import { matchingKeys } from '#app/_ui/metrics/metric-sections.ts';
import type { SeriesKey } from '#lib/metrics/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import '#app/_ui/experiment/experiment.css';

/** All metrics of one run. */
export function SingleRunCharts({
  run,
  measured,
  color,
}: {
  run: RunDetail;
  measured: UseQueryResult<SeriesKey[]>;
  color: string;
}) {
  const { settings, change } = useChartSettings();
  const shape = JSON.stringify(measured.data?.map((each) => each.key) ?? []);
  const keys = useMemo(() => JSON.parse(shape) as string[], [shape]);
  const matching = matchingKeys(keys, settings.filter);
  const charted = useMemo(
    () => [{ id: run.id, name: run.name, color, dash: [], keys: new Set(keys) }],
    [run.id, run.name, color, keys],
  );
  if (measured.isError) return <ErrorState error={measured.error} onRetry={() => void measured.refetch()} />;
  if (!measured.data) return <Skeleton lines={10} />;
  return (
    <div className="stack">
      <div className="run-bar alone">
        <ChartControls settings={settings} onChange={change} keys={keys} badPattern={matching === undefined} />
      </div>
      <div>
        <ChartSections keys={matching ?? []} runs={charted} settings={settings} directionOf={usualDirection} />
      </div>
    </div>
  );
}

'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { arrow, bestValue, usualDirection } from '#app/_ui/metrics/best-value.ts';
import { metricSections } from '#app/_ui/metrics/metric-sections.ts';
import { readNumber } from '#app/_ui/metrics/read-number.ts';
import { isActive } from '#app/_ui/run/status-of.ts';
import type { SeriesKey, SeriesWithSpark } from '#lib/metrics/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Num } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useSeries } from './use-run.ts';

const fewer = 12;

/** Each metric with its curve, last and best value. */
export function MetricsPanel({
  measured,
  run,
  color,
}: {
  measured: UseQueryResult<SeriesKey[]>;
  run: RunDetail;
  color: string;
}) {
  const [all, setAll] = useState(false);
  const columns = useMemo(
    (): Column<SeriesWithSpark>[] => [
      {
        id: 'key',
        header: text.run.metric,
        sort: (row) => row.key,
        cell: (row) => (
          <bdi className="clip metric-key" title={row.key}>
            {row.key}
          </bdi>
        ),
      },
      {
        id: 'spark',
        header: text.run.trend,
        cell: (row) =>
          row.spark.length > 1 ? (
            <Sparkline values={row.spark.map((point) => readNumber(point.last))} color={color} />
          ) : null,
      },
      { id: 'last', header: text.run.last, align: 'right', cell: (row) => <Num value={readNumber(row.last)} /> },
      {
        id: 'best',
        header: text.run.best,
        align: 'right',
        cell: (row) => {
          const direction = usualDirection(row.key);
          return arrow(direction) === null ? (
            <span className="dim">–</span>
          ) : (
            <span className="mut">
              <Num value={bestValue(row, direction)} />
            </span>
          );
        },
      },
    ],
    [color],
  );
  const { data } = measured;
  // How the machine felt stands last, as it does among the charts.
  const ordered = useMemo(
    () => metricSections(data?.map(({ key }) => key) ?? []).flatMap((section) => section.keys),
    [data],
  );
  const cut = ordered.length > fewer;
  const series = useSeries(run.id, all ? undefined : ordered.slice(0, fewer));
  const rows = useMemo(() => {
    if (data?.length === 0) return [];
    const byKey = new Map(series.data?.map((each) => [each.key, each]));
    return series.data && ordered.flatMap((key) => byKey.get(key) ?? []);
  }, [data, series.data, ordered]);
  const failed = measured.isError ? measured : series.isError ? series : undefined;
  if (failed)
    return (
      <Panel title={text.run.metrics}>
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Panel>
    );
  return (
    <Panel
      flush
      title={text.run.metrics}
      hint={text.run.metricsHint}
      footer={
        cut ? (
          <Button small look="ghost" onClick={() => setAll(!all)}>
            {all ? text.run.showLess : text.run.showAllOf(ordered.length)}
          </Button>
        ) : undefined
      }
    >
      <DataTable
        label={text.run.metrics}
        rows={rows}
        columns={columns}
        rowId={(row) => row.key}
        empty={isActive(run.status) ? text.run.noMetricsYet : text.run.noMetrics}
      />
    </Panel>
  );
}

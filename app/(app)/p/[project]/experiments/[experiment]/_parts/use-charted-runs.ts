'use client';

import { useMemo } from 'react';
import type { ChartedRun } from '#app/_ui/metrics/metric-chart.tsx';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';

/** Runs as lines of charts. New values of the same runs leave the list as it is, so that no chart is drawn anew for them. */
export function useChartedRuns(
  runs: readonly RunRow[],
  colors: ReadonlyMap<string, RunColor>,
): readonly (ChartedRun & { href: string })[] {
  const navigation = useNavigation();
  const shape = JSON.stringify(runs.map((run) => [run.id, run.name]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` holds all that is read of the runs
  return useMemo(
    () =>
      runs.map((run) => ({
        id: run.id,
        name: run.name,
        color: colors.get(run.id)?.css,
        dash: colors.get(run.id)?.dash,
        href: navigation.href(`/runs/${run.id}`),
      })),
    [shape, colors],
  );
}

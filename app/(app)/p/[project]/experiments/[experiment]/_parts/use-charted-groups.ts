'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ShownGroup } from '#app/_ui/experiment/run-groups.ts';
import type { RunQuestion } from '#app/_ui/experiment/run-question.ts';
import { type ChartedGroup, mostOfGroup } from '#app/_ui/metrics/group-chart.tsx';
import type { RunTableAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';

/**
 * Groups as lines of charts, with the ids of their newest runs; none until the runs of all are known, so that the panels
 * ask once.
 */
export function useChartedGroups(
  question: RunQuestion,
  groups: readonly ShownGroup[],
  colors: ReadonlyMap<string, RunColor>,
): ChartedGroup[] {
  const api = useApi();
  const { sort: _, ...asked } = question;
  const named = groups.filter(({ group }) => group.filter !== null);
  const results = useQueries({
    queries: named.map(({ group }) => {
      const body = { ...asked, filter: group.filter ?? '', columns: [], limit: mostOfGroup };
      return {
        queryKey: ['run', { members: body }],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const { rows } = await api<RunTableAnswer>('/runs/query', { method: 'POST', body, signal });
          return rows.map((run) => run.id);
        },
      };
    }),
  });
  const known = results.every((result) => !result.isPending);
  const charted = named.flatMap(({ id, name, group }, index): ChartedGroup[] => {
    const runs = known ? results[index]?.data : undefined;
    const color = colors.get(id);
    return runs ? [{ id, name, color: color?.css, dash: color?.dash, runs, count: group.count }] : [];
  });
  const shape = JSON.stringify(charted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the groups, which come in a new list each time
  return useMemo(() => charted, [shape]);
}

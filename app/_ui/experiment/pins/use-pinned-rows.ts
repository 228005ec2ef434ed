'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { RunRow, RunTableAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useRefetchOn } from '../../run/use-refetch-on.ts';
import type { RunSet } from '../run-set.ts';
import type { RowRange, RowsView, RunRows } from '../use-run-rows.ts';
import { withPinnedRows } from './with-pinned-rows.ts';

interface Found {
  /** What was asked of each run: cells are told apart by their places. */
  columns: string;
  rows: RunRow[];
}

/** Runs that stay on top, with the same columns as the others; undefined for one that is on its way, none that is gone. */
export function usePinnedRows(
  experimentId: number,
  { pinned, archived }: RunSet,
  columns: readonly string[],
): readonly (RunRow | undefined)[] {
  const api = useApi();
  const asked = columns.join('\n');
  const { data, isPlaceholderData, refetch } = useQuery({
    queryKey: ['run', { pinned, archived, experimentId, columns }],
    enabled: pinned.length > 0,
    queryFn: async ({ signal }): Promise<Found> => {
      const filter = `id in (${pinned.map((id) => `"${id}"`).join(', ')})`;
      const body = { experimentId, filter, archived, columns, limit: pinned.length };
      return {
        columns: asked,
        rows: (await api<RunTableAnswer>('/runs/query', { method: 'POST', body, signal })).rows,
      };
    },
    placeholderData: (before) => (before?.columns === asked ? before : undefined),
  });
  useRefetchOn('metrics', () => void (pinned.length > 0 && refetch({ cancelRefetch: false })));
  return useMemo(() => {
    const rows = pinned.map((id) => data?.rows.find((row) => row.id === id));
    return data && !isPlaceholderData ? rows.filter((row) => row !== undefined) : rows;
  }, [pinned, data, isPlaceholderData]);
}

/** Lines of a list below the runs that stay on top of it. */
export function usePinnedLines(rows: RunRows, pinned: readonly (RunRow | undefined)[]): RunRows {
  const { show } = rows;
  const count = pinned.length;
  const showBelow = useCallback(
    (view: RowsView, range: RowRange | undefined) =>
      show(view, range && { from: Math.max(0, range.from - count), to: Math.max(0, range.to - count) }),
    [show, count],
  );
  return { ...withPinnedRows(rows, pinned), show: showBelow };
}

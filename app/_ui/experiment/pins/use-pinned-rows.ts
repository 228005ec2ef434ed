'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { RunRow, RunTableAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useRefetchOn } from '../../run/use-refetch-on.ts';
import type { RunSet } from '../run-set.ts';
import type { RowRange, RowsView, RunRows } from '../use-run-rows.ts';
import { pinnedQuestion } from './pinned-question.ts';
import { withPinnedRows } from './with-pinned-rows.ts';

interface Found {
  /** What was asked of each run: cells are told apart by their places. */
  columns: readonly string[];
  rows: readonly RunRow[];
}

/** What the server has read for the first paint. */
export interface FirstPins extends Found {
  pinned: readonly string[];
  archived: boolean;
}

export interface PinnedRows {
  /** undefined for one that is on its way, none that is gone. */
  rows: readonly (RunRow | undefined)[];
  error: Error | null;
  retry: () => void;
}

/** Runs that stay on top, with the same columns as the others. */
export function usePinnedRows(
  experimentId: number,
  { pinned, archived }: RunSet,
  columns: readonly string[],
  first: FirstPins | undefined,
): PinnedRows {
  const api = useApi();
  const [loadedAt] = useState(() => Date.now());
  const isFirst =
    first !== undefined &&
    JSON.stringify([first.pinned, first.archived, first.columns]) === JSON.stringify([pinned, archived, columns]);
  const { data, isPlaceholderData, error, refetch } = useQuery({
    queryKey: ['run', { pinned, archived, experimentId, columns }],
    enabled: pinned.length > 0,
    meta: { ids: pinned },
    queryFn: async ({ signal }): Promise<Found> => {
      const body = pinnedQuestion(experimentId, { pinned, archived }, columns);
      return { columns, rows: (await api<RunTableAnswer>('/runs/query', { method: 'POST', body, signal })).rows };
    },
    initialData: isFirst ? first : undefined,
    initialDataUpdatedAt: loadedAt,
    placeholderData: (before) => before && withColumns(before, columns),
  });
  useRefetchOn('metrics', () => void (pinned.length > 0 && refetch({ cancelRefetch: false })), { ids: pinned });
  // No places for runs that nobody could read: the error says why they are not on top.
  const failed = error !== null && !data;
  const rows = useMemo(() => {
    if (failed) return none;
    const rows = pinned.map((id) => data?.rows.find((row) => row.id === id));
    return data && !isPlaceholderData ? rows.filter((row) => row !== undefined) : rows;
  }, [pinned, data, isPlaceholderData, failed]);
  return { rows, error, retry: () => void refetch() };
}

const none: readonly RunRow[] = [];

/** The same runs, with what is known of other columns. */
function withColumns({ columns: before, rows }: Found, columns: readonly string[]): Found {
  const places = columns.map((name) => before.indexOf(name));
  return { columns, rows: rows.map((row) => ({ ...row, cells: places.map((place) => row.cells[place] ?? null) })) };
}

/** Lines of a list below the runs that stay on top of it. */
export function usePinnedLines(rows: RunRows, pinned: PinnedRows): RunRows {
  const { show } = rows;
  const count = pinned.rows.length;
  const showBelow = useCallback(
    (view: RowsView, range: RowRange | undefined) =>
      show(view, range && { from: Math.max(0, range.from - count), to: Math.max(0, range.to - count) }),
    [show, count],
  );
  return {
    ...withPinnedRows(rows, pinned.rows),
    error: rows.error ?? pinned.error,
    retry() {
      rows.retry();
      if (count > 0 || pinned.error) pinned.retry();
    },
    show: showBelow,
  };
}

'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import { decodeMatrix } from '#lib/runs/matrix/decode-matrix.ts';
import type { Matrix, MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { matrixType } from '#lib/runs/matrix/matrix-body.ts';
import { apiSend } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import type { PanelRuns } from '../../panel-kind.ts';

/** Thousands of runs are brought up to date now and then; the charts beside show each point. */
const everyMs = 10_000;

export interface AskedMatrix {
  matrix: Matrix | undefined;
  error: Error | null;
  retry: () => void;
}

/**
 * Columns of all runs of the page's set, or only of those that are shown; those of before stay until the new ones come.
 * @param columns undefined: not known yet, nothing is asked
 */
export function useMatrix(
  { experimentId, filter, archived, shown }: PanelRuns,
  columns: readonly string[] | undefined,
  { limit, shownOnly = false }: { limit?: number; shownOnly?: boolean } = {},
): AskedMatrix {
  const { project } = useNavigation();
  const client = useQueryClient();
  const named = columns && [...new Set(columns)].toSorted();
  const body = {
    experimentId,
    filter,
    archived,
    columns: named,
    limit,
    // By their ids, so that a new order of the table asks for nothing.
    runs: shownOnly ? shown.map((run) => run.id).toSorted() : undefined,
  };
  const queryKey = ['run-matrix', body];
  const { data, error, refetch } = useQuery({
    queryKey,
    enabled: named !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const headers = { accept: matrixType };
      const answer = await apiSend(project, '/runs/matrix', { method: 'POST', body, headers, signal });
      return decodeMatrix(new Uint8Array(await answer.arrayBuffer()));
    },
  });
  const again = () => void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  useRefetchOn('metrics', again, { everyMs });
  useRefetchOn('run', again, { everyMs });
  return { matrix: data, error: data ? null : error, retry: () => void refetch() };
}

/** A column by its name; undefined while it is on its way. */
export function columnOf(matrix: Matrix | undefined, name: string | undefined): MatrixColumn | undefined {
  return name === undefined ? undefined : matrix?.columns.find((column) => column.name === name);
}

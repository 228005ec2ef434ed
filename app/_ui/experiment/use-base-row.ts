'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunRow, RunTableAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';

/** The run that others are compared with, with the same columns as theirs; undefined without one, and where it is gone. */
export function useBaseRow(id: string | undefined, columns: readonly string[]): RunRow | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['run', { base: id, columns }],
    enabled: id !== undefined,
    meta: { ids: [id] },
    queryFn: async ({ signal }) => {
      const body = { filter: `id = "${id}"`, columns, limit: 1 };
      const { rows } = await api<RunTableAnswer>('/runs/query', { method: 'POST', body, signal });
      return rows[0] ?? null;
    },
  });
  return id === undefined ? undefined : (data ?? undefined);
}

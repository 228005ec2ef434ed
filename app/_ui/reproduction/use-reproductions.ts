'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReproductionAnswer } from '#lib/reproduce/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useRefetchOn } from '../run/use-refetch-on.ts';

/** The reproductions of a run, newest first, live: also while their executions come along. */
export function useReproductions(runId: string, enabled: boolean) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['reproduction', { runId }],
    enabled,
    queryFn: async ({ signal }) =>
      (await api<{ items: ReproductionAnswer[] }>(`/runs/${runId}/reproductions`, { signal })).items,
  });
  const open = query.data?.[0]?.verdict === null;
  useRefetchOn('run', () => {
    if (open) void query.refetch({ cancelRefetch: false });
  });
  return query;
}

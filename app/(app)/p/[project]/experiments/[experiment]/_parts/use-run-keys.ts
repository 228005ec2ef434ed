'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { KeysAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';

const kinds = ['metric', 'param'] as const;
const most = 1_000;

export interface RunKeys {
  metrics: string[];
  params: string[];
}

/** Keys of metrics and params that the runs of an experiment have, live; the first thousand of each. */
export function useRunKeys(experimentId: number, first: RunKeys): RunKeys {
  const api = useApi();
  const found = useQueries({
    queries: kinds.map((kind) => ({
      queryKey: ['run-words', experimentId, 'all', kind],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const search = new URLSearchParams({ kind, limit: String(most) });
        return (await api<KeysAnswer>(`/experiments/${experimentId}/keys?${search}`, { signal })).items;
      },
      initialData: kind === 'metric' ? first.metrics : first.params,
      staleTime: 5_000,
    })),
  });
  // A run's first points may bring a metric that none had before.
  const refetch = () => {
    for (const one of found) void one.refetch({ cancelRefetch: false });
  };
  useRefetchOn('metrics', refetch);
  useRefetchOn('run', refetch);
  const [metrics = first.metrics, params = first.params] = found.map((one) => one.data);
  return useMemo(() => ({ metrics, params }), [metrics, params]);
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#lib/ui/api.ts';

/** Names of the datasets that hold data (not predictions), for a choice. */
export function useDatasets() {
  const api = useApi();
  return useQuery({
    queryKey: ['dataset', { names: true }],
    queryFn: async ({ signal }) => {
      const { items } = await api<{ items: { name: string; kind: string }[] }>('/datasets', { signal });
      return items.filter((dataset) => dataset.kind === 'data').map((dataset) => dataset.name);
    },
  });
}

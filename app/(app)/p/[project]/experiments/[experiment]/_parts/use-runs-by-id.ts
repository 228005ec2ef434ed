'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RunAnswer } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';

/** Ids of one request: an address holds so many. */
const atOnce = 100;

/** Runs with all that they hold, in the order of their ids; archived ones are found too, those that are gone are left out. */
export function useRunsById(ids: readonly string[]): {
  runs: RunAnswer[];
  error: Error | null;
  loading: boolean;
  retry: () => void;
} {
  const api = useApi();
  const parts = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, part) =>
    ids.slice(part * atOnce, (part + 1) * atOnce),
  );
  const asked = parts.flatMap((part) => [false, true].map((archived) => ({ part, archived })));
  const results = useQueries({
    queries: asked.map(({ part, archived }) => ({
      queryKey: ['run', { ids: part, archived }],
      meta: { ids: part },
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const filter = `id in (${part.map((id) => `"${id}"`).join(', ')})`;
        const search = new URLSearchParams({ filter, archived: String(archived), limit: String(atOnce) });
        return (await api<{ items: RunAnswer[] }>(`/runs?${search}`, { signal })).items;
      },
    })),
  });
  const byId = new Map(results.flatMap((result) => result.data ?? []).map((run) => [run.id, run]));
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  const shape = results.map((result) => result.dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` and the ids stand for the runs, which come in a new list each time
  const runs = useMemo(() => found, [shape, ids]);
  return {
    runs,
    error: results.find((result) => result.error)?.error ?? null,
    loading: results.some((result) => result.isPending),
    retry() {
      for (const result of results) void result.refetch();
    },
  };
}

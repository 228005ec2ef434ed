'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import type { LogSearchAnswer } from '#lib/logs/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { LogSearchState } from '#lib/ui/log/log-search.tsx';

const typingMs = 250;
const liveMs = 5_000;
const none: readonly number[] = [];

/** A search through a whole log, by the server; while the log grows, what came since is looked through every few seconds. */
export function useLogSearch(runId: string, attempt: string | undefined, live: boolean): LogSearchState {
  const api = useApi();
  const client = useQueryClient();
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState(0);
  const settled = useSettled(query, typingMs);
  const search = useQuery({
    queryKey: ['log-search', runId, { attempt, text: settled }],
    enabled: settled !== '',
    refetchInterval: live ? liveMs : false,
    queryFn: async ({ signal, queryKey }): Promise<LogSearchAnswer> => {
      const before = client.getQueryData<LogSearchAnswer>(queryKey);
      if (before?.complete === false) return before;
      const words = new URLSearchParams({ text: settled, from: String((before?.scanned ?? 0) + 1) });
      if (attempt !== undefined) words.set('attempt', attempt);
      const since = await api<LogSearchAnswer>(`/runs/${runId}/logs/search?${words}`, { signal });
      const known = before?.matches.filter((number) => number <= before.scanned) ?? [];
      return { ...since, matches: [...known, ...since.matches] };
    },
  });
  const matches = useDeferredValue(query === settled ? (search.data?.matches ?? none) : none);
  return {
    query,
    onQuery: (next) => {
      setQuery(next);
      setPicked(0);
    },
    matches,
    current: Math.min(picked, Math.max(0, matches.length - 1)),
    onCurrent: setPicked,
    busy: query !== settled || search.isLoading,
    more: search.data?.complete === false,
  };
}

/** A value once it has not changed for a while. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

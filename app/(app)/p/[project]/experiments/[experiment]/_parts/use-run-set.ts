'use client';

import { useCallback, useMemo } from 'react';
import { type RunSet, readRunSet, runSetNames, writeRunSet } from '#app/_ui/experiment/run-set.ts';
import { replaceUrl } from '#lib/ui/url-changes.ts';
import { useSearch } from '#lib/ui/use-search.tsx';

/**
 * The state of the page, read from its address and written back to it. Not through the router's own hook: that one
 * lags behind the address, and a second click would start from the state before the first.
 */
export function useRunSet(): [RunSet, (set: RunSet) => void] {
  const search = useSearch();
  const set = useMemo(() => readRunSet(new URLSearchParams(search)), [search]);
  const change = useCallback((next: RunSet) => {
    const url = new URL(window.location.href);
    for (const name of runSetNames) url.searchParams.delete(name);
    for (const [name, value] of new URLSearchParams(writeRunSet(next))) url.searchParams.set(name, value);
    replaceUrl(url);
  }, []);
  return [set, change];
}

'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { replaceUrl, subscribeToUrl } from './url-changes.ts';
import { useSearchSource } from './use-search.tsx';

/**
 * A string kept in the URL's query, so that a link shows the same thing. The fallback is left out of the URL. Changing
 * it replaces the entry in the history; the first paint shows what the server read: `initial`, or the query it drew for.
 */
export function useUrlState<T extends string>(name: string, fallback: T, initial?: T): [T, (value: T) => void] {
  const { first, read } = useSearchSource();
  const value = useSyncExternalStore(
    subscribeToUrl,
    () => new URLSearchParams(read()).get(name) ?? fallback,
    () => initial ?? new URLSearchParams(first).get(name) ?? fallback,
  );
  const set = useCallback(
    (next: T) => {
      const url = new URL(window.location.href);
      if (next === fallback) url.searchParams.delete(name);
      else url.searchParams.set(name, next);
      replaceUrl(url);
    },
    [name, fallback],
  );
  return [value as T, set];
}

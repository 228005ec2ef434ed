'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { replaceUrl, subscribeToUrl } from './url-changes.ts';

/**
 * A string kept in the URL's query, so that a link shows the same thing. The fallback is left out of the URL. Changing
 * it replaces the entry in the history; the first paint shows `initial ?? fallback` (pass what the server read).
 */
export function useUrlState<T extends string>(name: string, fallback: T, initial?: T): [T, (value: T) => void] {
  const value = useSyncExternalStore(
    subscribeToUrl,
    () => new URLSearchParams(window.location.search).get(name) ?? fallback,
    () => initial ?? fallback,
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

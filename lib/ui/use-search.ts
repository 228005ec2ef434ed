'use client';

import { useSyncExternalStore } from 'react';
import { subscribeToUrl } from './url-changes.ts';

/** The query of the page's address, live. @param first what the server drew the page for */
export function useSearch(first: string): string {
  return useSyncExternalStore(
    subscribeToUrl,
    () => window.location.search,
    () => first,
  );
}

/** The address of the page with another query. */
export function urlWith(search: URLSearchParams): URL {
  const url = new URL(window.location.href);
  url.search = search.toString();
  return url;
}

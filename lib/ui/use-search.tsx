'use client';

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { subscribeToUrl } from './url-changes.ts';

/** Where the query of a page is read from, for pages that show more than their address says when they are opened. */
export interface SearchSource {
  /** What the server draws the page for. */
  first: string;
  /** In the browser, now. */
  read: () => string;
}

const SearchContext = createContext<SearchSource>({ first: '', read: () => window.location.search });

export function SearchProvider({ source, children }: { source: SearchSource; children: ReactNode }) {
  return <SearchContext value={source}>{children}</SearchContext>;
}

export function useSearchSource(): SearchSource {
  return useContext(SearchContext);
}

/** The query of the page's address, live. */
export function useSearch(): string {
  const { first, read } = useSearchSource();
  return useSyncExternalStore(subscribeToUrl, read, () => first);
}

/** The address of the page with another query. */
export function urlWith(search: URLSearchParams): URL {
  const url = new URL(window.location.href);
  url.search = search.toString();
  return url;
}

'use client';

import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react';
import { replaceUrl } from '#lib/ui/url-changes.ts';
import { SearchProvider, urlWith } from '#lib/ui/use-search.tsx';
import type { SavedView } from '#lib/views/schema.ts';
import { openedAddress } from './view-address.ts';

/**
 * Lets a page begin with what its view shows, where its address names the view alone, or nothing and there is a default.
 * From then on all of it stands in the address, and a copied link shows the same when the view has changed.
 * @param search the query with that of the view, as the server has drawn the page
 */
export function OpenedView({
  views,
  search,
  children,
}: {
  views: readonly SavedView[];
  search: string;
  children: ReactNode;
}) {
  const settled = useRef(false);
  const source = useMemo(() => {
    const read = () => {
      const now = window.location.search;
      if (settled.current) return now;
      const asked = new URLSearchParams(now);
      const opened = openedAddress(asked, views);
      return opened === asked ? now : `?${opened}`;
    };
    return { first: search, read };
  }, [views, search]);
  useLayoutEffect(() => {
    const opened = source.read();
    settled.current = true;
    if (opened !== window.location.search) replaceUrl(urlWith(new URLSearchParams(opened)));
  }, [source]);
  return <SearchProvider source={source}>{children}</SearchProvider>;
}

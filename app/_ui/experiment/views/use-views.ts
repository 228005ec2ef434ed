'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useApi } from '#lib/ui/api.ts';
import { replaceUrl } from '#lib/ui/url-changes.ts';
import { urlWith, useSearch } from '#lib/ui/use-search.tsx';
import type { SavedView, ViewState } from '#lib/views/schema.ts';
import { defaultView, readOpenView, sameState, shownBy, viewField, viewStateOf, withView } from './view-address.ts';

export interface Views {
  all: readonly SavedView[];
  /** The view that the page shows, or a change of it; undefined where none is open, or the open one is gone. */
  open: SavedView | undefined;
  /** The revision of it that was opened. */
  from: number;
  /** What would be saved now. */
  state: ViewState;
  /** It differs from what is saved: of the open view, or of what a page shows by itself. */
  changed: boolean;
  /** Somebody has saved another version since it was opened. */
  newer: boolean;
}

export const viewsKey = (experimentId: number) => ['experiment', experimentId, 'views'];

/** The saved views of an experiment, live, and the one that the address of the page says is open. */
export function useViews(experimentId: number, first: SavedView[]): Views {
  const api = useApi();
  const { data: all } = useQuery({
    queryKey: viewsKey(experimentId),
    queryFn: async ({ signal }) =>
      (await api<{ items: SavedView[] }>(`/experiments/${experimentId}/views`, { signal })).items,
    initialData: first,
  });
  const search = useSearch();
  const views = useMemo((): Views => {
    const address = new URLSearchParams(search);
    const named = readOpenView(address);
    const open = all.find((view) => view.id === named?.id);
    const state = viewStateOf(address);
    const changed = !sameState(state, open ? shownBy(open) : {});
    const from = named?.revision ?? open?.revision ?? 1;
    return { all, open, from, state, changed, newer: open !== undefined && changed && from !== open.revision };
  }, [all, search]);
  const { open, changed, from } = views;
  const hasDefault = defaultView(all) !== undefined;
  useEffect(() => {
    const address = new URLSearchParams(search);
    // An address that said nothing would mean the default view.
    if (hasDefault && !address.has(viewField)) replaceUrl(urlWith(withView(undefined, address)));
    // What is saved now is what is shown: the next change starts from there.
    else if (open && !changed && from !== open.revision) replaceUrl(urlWith(withView(open, address)));
  }, [search, hasDefault, open, changed, from]);
  return views;
}

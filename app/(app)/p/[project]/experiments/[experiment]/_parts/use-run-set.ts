'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type RunSet, readRunSet, writeRunSet } from '#app/_ui/experiment/run-set.ts';

const own = ['tab', 'q', 'sort', 'hide', 'solo', 'sel'];
const changed = 'traza:run-set';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(changed, listener);
  };
}

/**
 * The state of the page, read from its address and written back to it. Not through the router's own hook: that one
 * lags behind the address, and a second click would start from the state before the first.
 */
export function useRunSet(): [RunSet, (set: RunSet) => void] {
  const first = useSearchParams().toString();
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => first,
  );
  const set = useMemo(() => readRunSet(new URLSearchParams(search)), [search]);
  const change = useCallback((next: RunSet) => {
    const url = new URL(window.location.href);
    for (const name of own) url.searchParams.delete(name);
    for (const [name, value] of new URLSearchParams(writeRunSet(next))) url.searchParams.set(name, value);
    window.history.replaceState(window.history.state, '', url);
    window.dispatchEvent(new Event(changed));
  }, []);
  return [set, change];
}

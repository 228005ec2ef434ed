'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type RunSet, readRunSet, writeRunSet } from '#app/_ui/experiment/run-set.ts';

const own = ['tab', 'q', 'sort', 'hide', 'solo', 'sel'];

/** The state of the page, read from its address and written back to it. */
export function useRunSet(): [RunSet, (set: RunSet) => void] {
  const search = useSearchParams();
  const set = useMemo(() => readRunSet(new URLSearchParams(search)), [search]);
  const change = useCallback((next: RunSet) => {
    const url = new URL(window.location.href);
    for (const name of own) url.searchParams.delete(name);
    for (const [name, value] of new URLSearchParams(writeRunSet(next))) url.searchParams.set(name, value);
    window.history.replaceState(window.history.state, '', url);
  }, []);
  return [set, change];
}

'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { RowSet, RunSet } from './run-set.ts';

/**
 * The part of a set that its rows show and change, which stays the same object while nothing of that changes:
 * another search, order or column draws no row twice, once for the question and once for its answer.
 */
export function useRowSet(set: RunSet, onChange: (set: RunSet) => void): [RowSet, (set: RowSet) => void] {
  const latest = useRef(set);
  useEffect(() => {
    latest.current = set;
  });
  const shown = JSON.stringify(rowPart(set));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for all of the set that rows look at
  const ofRows = useMemo(() => rowPart(set), [shown]);
  const change = useCallback((next: RowSet) => onChange({ ...latest.current, ...next }), [onChange]);
  return [ofRows, change];
}

function rowPart({ hidden, solo, selected, pinned, base, group, tree, open }: RunSet): RowSet {
  return { hidden, solo, selected, pinned, base, group, tree, open };
}

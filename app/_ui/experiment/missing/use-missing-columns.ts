'use client';

import { useMemo } from 'react';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { text } from '#lib/ui/text/text.ts';
import { noteColumn } from '../run-columns.ts';
import { doubtful, unreadable } from './absent-keys.ts';
import { useAbsentKeys } from './use-absent-keys.ts';

/** Of each list of keys the page knows so many; a shorter one has all. */
export const mostKnownKeys = 1_000;

/**
 * Columns that show nothing, by their names, and why: a saved view or an old link may name a key that no run has any more.
 * @param names of columns, and of what orders the runs
 */
export function useMissingColumns(
  experimentId: number,
  names: readonly string[],
  keys: { metrics: readonly string[]; params: readonly string[] },
  rows: { head: readonly RunRow[]; columns: readonly string[] },
): ReadonlyMap<string, string> {
  const { head, columns } = rows;
  const doubts = useMemo(
    // Where nobody has noted anything yet a note can be written.
    () =>
      doubtful(
        names.filter((name) => name !== noteColumn),
        { ...keys, complete: (list) => list.length < mostKnownKeys },
        { head, columns },
      ),
    [names, keys, head, columns],
  );
  const isAbsent = useAbsentKeys(
    experimentId,
    doubts.flatMap(({ key, sure }) => (sure ? [] : [key])),
  );
  const gone = doubts.filter(({ key, sure }) => sure || isAbsent(key));
  const missing = JSON.stringify([
    ...unreadable(names).map((name) => [name, text.views.unreadable(name)]),
    ...gone.map(({ name, key }) => [name, text.views.missing(key.key)]),
  ]);
  // The same one while it says the same: each line of the table looks at it.
  return useMemo(() => new Map(JSON.parse(missing) as [string, string][]), [missing]);
}

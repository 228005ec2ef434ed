'use client';

import { useCallback, useEffect, useRef } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { mostSelected, pickAlso, type RunSet, toggleSelected } from './run-set.ts';
import type { RunRows } from './use-run-rows.ts';

/**
 * Picks a run for comparison or lets it go; with shift all from the one before on are picked, those too that nobody has
 * loaded yet.
 */
export function usePick({
  rows,
  set,
  onChange,
}: {
  rows: RunRows;
  set: RunSet;
  onChange: (set: RunSet) => void;
}): (index: number, id: string, shift: boolean) => void {
  const toast = useToast();
  const failed = useErrorToast();
  const latest = useRef({ rows, set });
  useEffect(() => {
    latest.current = { rows, set };
  });
  const last = useRef<{ index: number; id: string }>(undefined);
  return useCallback(
    async (index, id, shift) => {
      const { rows, set } = latest.current;
      const from = shift ? placeOf(last.current, rows, set) : undefined;
      last.current = { index, id };
      if (from === undefined) return onChange(toggleSelected(set, id));
      const beyond = Math.abs(from - index) >= mostSelected;
      // The ones nearest to the press before.
      const to = beyond ? from + Math.sign(index - from) * (mostSelected - 1) : index;
      try {
        const ids = await idsBetween(rows, Math.min(from, to), Math.max(from, to));
        onChange(pickAlso(latest.current.set, from > to ? ids.reverse() : ids));
        if (beyond) toast({ title: text.grid.mostPicked(mostSelected), detail: text.grid.pickAllInstead });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        failed(error);
      }
    },
    [onChange, toast, failed],
  );
}

/** The line of the run that was picked last; undefined where it cannot be told. */
function placeOf(last: { index: number; id: string } | undefined, rows: RunRows, set: RunSet): number | undefined {
  const id = set.selected.at(-1);
  if (id === undefined) return undefined;
  // Lines may have moved since; where it is not loaded, its last place is the best guess.
  if (last?.id === id && (rows.rowAt(last.index)?.id ?? id) === id) return last.index;
  // Among its like, and on top only where it is nowhere else.
  const { total, pinned = 0 } = rows;
  for (let step = 0; step < total; step += 1) {
    const index = (pinned + step) % total;
    if (rows.rowAt(index)?.id === id) return index;
  }
  return undefined;
}

async function idsBetween(rows: RunRows, from: number, to: number): Promise<string[]> {
  const ids = Array.from({ length: to - from + 1 }, (_, index) => rows.rowAt(from + index)?.id);
  if (rows.idsOf && ids.includes(undefined)) return rows.idsOf(from, to - from + 1);
  return ids.filter((id) => id !== undefined);
}

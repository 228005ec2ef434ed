'use client';

import { useMemo } from 'react';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { assignRunColors, type RunColor, withChosen } from '#lib/ui/chart/palette.ts';

/**
 * What runs, or groups of them, are drawn in. Colours follow the age of runs: neither another order nor a newer run changes
 * those on screen. An older one that comes or goes, by a filter or a pin, may.
 * @param colored all that get a colour @param head runs for which somebody may have chosen one
 */
export function useRunColors(
  colored: readonly { id: string }[],
  head: readonly Pick<RunRow, 'id' | 'color'>[],
): Map<string, RunColor> {
  const coloredIds = colored
    .map((one) => one.id)
    .sort()
    .join();
  // New values of the same runs must not draw every chart anew.
  const given = useMemo(() => assignRunColors(coloredIds.split(',')), [coloredIds]);
  const chosen = JSON.stringify(head.flatMap(({ id, color }) => (color === null ? [] : [{ id, color }])));
  return useMemo(() => withChosen(given, JSON.parse(chosen)), [given, chosen]);
}

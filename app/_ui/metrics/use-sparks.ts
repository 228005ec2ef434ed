'use client';

import { useMemo } from 'react';
import { seriesCurves } from './series-curves.ts';
import { usePanel } from './use-panel.ts';

const sparkPoints = 30;

/** Curves the size of a word for one metric of runs, by run, in one request; missing where they are not there yet. */
export function useSparks(runs: readonly string[], metric: string | undefined): ReadonlyMap<string, ArrayLike<number>> {
  const { series } = usePanel({
    runs,
    metric: metric ?? '',
    axis: 'step',
    buckets: sparkPoints,
    enabled: metric !== undefined,
  });
  return useMemo(
    () => new Map(Array.from(series, ([run, one]) => [run, seriesCurves(one, 'step').points.y])),
    [series],
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import type { SeriesStretch } from '#lib/metrics/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { bucketsToLine } from './buckets-to-line.ts';
import { seriesPath } from './series-path.ts';

const sparkPoints = 30;

/** A curve the size of a word for one metric of a run; undefined until it is there, or without a metric. */
export function useSpark(runId: string, metric: string | undefined): readonly number[] | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics', runId, 'spark', metric],
    enabled: metric !== undefined,
    queryFn: ({ signal }) =>
      api<SeriesStretch>(seriesPath({ runId, metric: metric ?? '', points: sparkPoints }), { signal }),
    select: (stretch) => bucketsToLine(stretch.buckets).y,
  }).data;
}

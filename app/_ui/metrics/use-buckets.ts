'use client';

import { type QueryClient, type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { BucketAnswer, SeriesStretch } from '#lib/metrics/schema.ts';
import { apiFetch } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { mergeBuckets, resumeStep } from './merge-buckets.ts';
import { seriesPath } from './series-path.ts';

const pointsOfAChart = 500;
// A live chart only adds; when it has this many stretches they are read again as fewer.
const mostKept = 1500;

/**
 * The points of one metric of several runs, in the order of the runs; undefined where they are still on their way.
 * Filed under ['metrics', run, key]: an event about the run's metrics fetches what is new, and only that.
 */
export function useBuckets(
  metric: string,
  runs: readonly { id: string }[],
): { buckets: (BucketAnswer[] | undefined)[]; error: Error | null; loading: boolean; retry: () => void } {
  const { project } = useNavigation();
  const client = useQueryClient();
  const combine = useCallback(
    (results: UseQueryResult<BucketAnswer[]>[]) => ({
      buckets: results.map((result) => result.data),
      error: results.find((result) => result.isError && !result.data)?.error ?? null,
      loading: results.length > 0 && results.every((result) => result.isPending),
    }),
    [],
  );
  const combined = useQueries({
    queries: runs.map((run) => ({
      queryKey: ['metrics', run.id, metric],
      queryFn: ({ signal }: { signal: AbortSignal }) => readBuckets({ client, project, runId: run.id, metric, signal }),
    })),
    combine,
  });
  return { ...combined, retry: () => void client.invalidateQueries({ queryKey: ['metrics'] }) };
}

async function readBuckets({
  client,
  project,
  runId,
  metric,
  signal,
}: {
  client: QueryClient;
  project: string;
  runId: string;
  metric: string;
  signal: AbortSignal;
}): Promise<BucketAnswer[]> {
  const kept = client.getQueryData<BucketAnswer[]>(['metrics', runId, metric]) ?? [];
  const from = kept.length < mostKept ? resumeStep(kept) : undefined;
  const path = seriesPath({ runId, metric, points: pointsOfAChart, from });
  const { buckets } = await apiFetch<SeriesStretch>(project, path, { signal });
  return from === undefined ? buckets : mergeBuckets(kept, buckets, from);
}

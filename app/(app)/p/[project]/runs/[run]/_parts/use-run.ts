'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import type { SeriesKey, SeriesWithSpark } from '#lib/metrics/schema.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import type { RecipeAnswer } from '#lib/recipes/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';

/** The run itself, live. Its params are asked for by themselves: there may be thousands, and they hardly ever change. */
export function useRun(initial: RunDetail) {
  const api = useApi();
  const run = useQuery({
    queryKey: ['run', initial.id],
    queryFn: ({ signal }) => api<RunDetail>(`/runs/${initial.id}?without=params&without=metrics`, { signal }),
    initialData: initial,
  });
  const { data: params } = useQuery({
    queryKey: ['run', initial.id, 'params'],
    queryFn: async ({ signal }) =>
      (await api<{ params: RunDetail['params'] }>(`/runs/${initial.id}/params`, { signal })).params,
    initialData: initial.params,
  });
  const data = useMemo(() => ({ ...run.data, params }), [run.data, params]);
  return { data, error: run.error, refetch: run.refetch };
}

/** What it measures, live. */
export function useSeriesKeys(runId: string, initialData?: SeriesKey[]) {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics', runId],
    queryFn: async ({ signal }) => (await api<{ items: SeriesKey[] }>(`/runs/${runId}/metrics/keys`, { signal })).items,
    ...(initialData && { initialData }),
  });
}

const fewKeys = 50;

/** Metrics of a run with a small drawing each, live; many of them are looked at less often. @param keys undefined: all */
export function useSeries(runId: string, keys: readonly string[] | undefined) {
  const api = useApi();
  const asked = keys?.map((key) => `key=${encodeURIComponent(key)}`).join('&');
  const series = useQuery({
    queryKey: ['series', runId, asked],
    enabled: asked !== '',
    queryFn: async ({ signal }) =>
      (await api<{ items: SeriesWithSpark[] }>(`/runs/${runId}/metrics${asked ? `?${asked}` : ''}`, { signal })).items,
    placeholderData: keepPreviousData,
  });
  const many = (series.data?.length ?? 0) > fewKeys;
  // On a slow connection an answer takes longer than the next change: it is not put off by it.
  const refetch = () => void (asked !== '' && series.refetch({ cancelRefetch: false }));
  useRefetchOn('metrics', refetch, { ids: [runId], everyMs: many ? 10_000 : 1_000 });
  return series;
}

/** What was asked; it never changes. A run that ends gets another one, which `initial` is not. */
export function useRecipe(digest: string | null, initial: RecipeAnswer | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['recipe', digest],
    enabled: digest !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api<RecipeAnswer>(`/recipes/${digest}`, { signal }),
    ...(initial?.digest === digest && { initialData: initial }),
  });
}

/** The job that executes it, with its attempts; runs logged by a client have none. */
export function useJob(jobId: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['job', jobId],
    enabled: jobId !== undefined,
    queryFn: ({ signal }) => api<JobDetail>(`/jobs/${jobId}`, { signal }),
  });
}

/** All its files. */
export function useArtifacts(runId: string, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: ['run', runId, 'artifacts'],
    enabled,
    queryFn: async ({ signal }) =>
      (await api<{ items: ArtifactAnswer[] }>(`/runs/${runId}/artifacts?recursive=true`, { signal })).items,
  });
}

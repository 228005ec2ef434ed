'use client';

import { useQuery } from '@tanstack/react-query';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import type { SeriesWithSpark } from '#lib/metrics/schema.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import type { RecipeAnswer } from '#lib/recipes/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';

/** The run itself, live. */
export function useRun(initial: RunDetail) {
  const api = useApi();
  return useQuery({
    queryKey: ['run', initial.id],
    queryFn: ({ signal }) => api<RunDetail>(`/runs/${initial.id}`, { signal }),
    initialData: initial,
  });
}

/** Its metrics with a small drawing each, live. */
export function useSeries(runId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics', runId],
    queryFn: async ({ signal }) =>
      (await api<{ items: SeriesWithSpark[] }>(`/runs/${runId}/metrics`, { signal })).items,
  });
}

/** What was asked; it never changes. */
export function useRecipe(digest: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['recipe', digest],
    enabled: digest !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api<RecipeAnswer>(`/recipes/${digest}`, { signal }),
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

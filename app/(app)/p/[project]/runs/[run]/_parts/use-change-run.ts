'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunDetail } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';

export type RunChange =
  | { name: string }
  | { note: string }
  | { archived: boolean }
  /** null removes a tag. */
  | { tags: Record<string, string | null> };

/** Changes a run, and shows it as it is then. */
export function useChangeRun(
  runId: string,
  options: { onSuccess?: () => void; onError?: (error: Error) => void } = {},
) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    ...options,
    mutationFn: async (change: RunChange) => {
      client.setQueryData(['run', runId], await api<RunDetail>(`/runs/${runId}`, { method: 'PATCH', body: change }));
    },
  });
}

'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunDetail } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';

export type RunChange =
  | { name: string }
  | { note: string }
  | { archived: boolean }
  | { tag: string; value: string }
  | { untag: string };

/** Changes a run, and shows it as it is then. Its mutation is busy until the page has read the run again. */
export function useChangeRun(
  runId: string,
  options: { onSuccess?: () => void; onError?: (error: Error) => void } = {},
) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    ...options,
    mutationFn: async (change: RunChange) => {
      const path = `/runs/${runId}`;
      if ('tag' in change) {
        const body = { value: change.value };
        await api(`${path}/tags/${encodeURIComponent(change.tag)}`, { method: 'PUT', body });
      } else if ('untag' in change) {
        await api(`${path}/tags/${encodeURIComponent(change.untag)}`, { method: 'DELETE' });
      } else {
        client.setQueryData(['run', runId], await api<RunDetail>(path, { method: 'PATCH', body: change }));
        return;
      }
      await client.invalidateQueries({ queryKey: ['run', runId], exact: true });
    },
  });
}

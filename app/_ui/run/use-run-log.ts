'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { LogChunkAnswer, LogPage } from '#lib/logs/schema.ts';
import { useApi } from '#lib/ui/api.ts';

interface KeptLog {
  chunks: LogChunkAnswer[];
  /** Id to follow from. */
  last: number;
  /** There is more before the first chunk. */
  earlier: boolean;
}

/** The log of a run from its end backwards as far as asked, followed live: only what is new is fetched. */
export function useRunLog(runId: string) {
  const api = useApi();
  const client = useQueryClient();
  const log = useQuery({
    queryKey: ['logs', runId],
    queryFn: async ({ signal, queryKey }): Promise<KeptLog> => {
      if (!client.getQueryData<KeptLog>(queryKey)) {
        const page = await api<LogPage>(`/runs/${runId}/logs`, { signal });
        return { chunks: page.items, last: page.last ?? 0, earlier: page.more };
      }
      for (;;) {
        const from = client.getQueryData<KeptLog>(queryKey)?.last ?? 0;
        const page = await api<LogPage>(`/runs/${runId}/logs?after=${from}`, { signal });
        // Read again: earlier pages may have been put in front meanwhile.
        const kept = client.getQueryData<KeptLog>(queryKey) ?? { chunks: [], last: 0, earlier: false };
        const next =
          page.items.length === 0
            ? kept
            : { ...kept, chunks: [...kept.chunks, ...page.items], last: page.last ?? kept.last };
        if (!page.more) return next;
        client.setQueryData(queryKey, next);
      }
    },
  });
  const loadEarlier = useCallback(async () => {
    const first = client.getQueryData<KeptLog>(['logs', runId])?.chunks[0]?.id;
    if (first === undefined) return;
    const page = await api<LogPage>(`/runs/${runId}/logs?before=${first}`);
    client.setQueryData<KeptLog>(['logs', runId], (kept) =>
      kept?.chunks[0]?.id === first ? { ...kept, chunks: [...page.items, ...kept.chunks], earlier: page.more } : kept,
    );
  }, [api, client, runId]);
  return { ...log, loadEarlier };
}

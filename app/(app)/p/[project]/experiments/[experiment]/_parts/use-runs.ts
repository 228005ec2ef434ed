'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { RunAnswer } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useLiveChange } from '#lib/ui/live/live-provider.tsx';
import { runsOfAPage } from './runs-of-a-page.ts';

export interface RunsPage {
  items: RunAnswer[];
  nextCursor: string | null;
}

const metricsEveryMs = 2_000;

/** The runs of an experiment, newest first, live; older ones with `fetchNextPage`. */
export function useRuns(experimentId: number, initial: RunsPage) {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: ['run', { experimentId }],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return api<RunsPage>(`/runs?experimentId=${experimentId}&limit=${runsOfAPage}${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [null] },
  });
  // Values in the list follow the curves, but not at their pace.
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveChange('metrics', undefined, () => {
    again.current ??= setTimeout(() => {
      again.current = undefined;
      void query.refetch({ cancelRefetch: false });
    }, metricsEveryMs);
  });
  const runs = useMemo(() => query.data.pages.flatMap((page) => page.items), [query.data]);
  return { query, runs };
}

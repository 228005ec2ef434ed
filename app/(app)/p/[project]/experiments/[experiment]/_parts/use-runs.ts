'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { RunAnswer } from '#lib/runs/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { runsOfAPage } from './runs-of-a-page.ts';

export interface RunsPage {
  items: RunAnswer[];
  nextCursor: string | null;
}

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
  useRefetchOn('metrics', () => void query.refetch({ cancelRefetch: false }));
  const runs = useMemo(() => query.data.pages.flatMap((page) => page.items), [query.data]);
  return { query, runs };
}

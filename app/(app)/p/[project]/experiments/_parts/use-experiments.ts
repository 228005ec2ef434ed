'use client';

import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { ExperimentActivity, ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { type ListQuestion, questionPath } from './list-question.ts';

export interface ExperimentPage {
  items: ExperimentAnswer[];
  nextCursor: string | null;
}

/** An experiment of the list; what went on in it comes a moment later. */
export interface ListedExperiment extends ExperimentAnswer {
  activity: ExperimentActivity | undefined;
}

/** Runs are made all the time; a list need not follow each. */
const everyMs = 10_000;

/** The experiments that a question asks for, page by page, with the activity of those that are loaded. */
export function useExperiments(question: ListQuestion, first: { question: ListQuestion; page: ExperimentPage }) {
  const api = useApi();
  const same = JSON.stringify(question) === JSON.stringify(first.question);
  const list = useInfiniteQuery({
    queryKey: ['experiment', { list: question }],
    queryFn: ({ signal, pageParam }) => api<ExperimentPage>(questionPath(question, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(same ? { initialData: { pages: [first.page], pageParams: [''] } } : {}),
  });
  const pages = list.data?.pages;
  const activities = useQueries({
    queries: (pages ?? [])
      .filter((page) => page.items.length > 0)
      .map((page) => {
        const ids = page.items.map((one) => one.id);
        return {
          queryKey: ['activity', ids],
          queryFn: async ({ signal }: { signal: AbortSignal }) =>
            (
              await api<{ items: ExperimentActivity[] }>(
                `/experiments/activity?${new URLSearchParams(ids.map((id) => ['experiment', String(id)]))}`,
                { signal },
              )
            ).items,
          meta: { topics: ['experiment'] },
        };
      }),
    combine: (answers) => ({
      found: answers.map((answer) => answer.data),
      refetch: () => {
        for (const answer of answers) void answer.refetch({ cancelRefetch: false });
      },
    }),
  });
  useRefetchOn(
    'run',
    () => {
      activities.refetch();
      // Further down the order is left as it was read.
      if ((pages?.length ?? 0) <= 1) void list.refetch({ cancelRefetch: false });
    },
    { everyMs },
  );
  const rows = useMemo(() => {
    const byId = new Map(activities.found.flatMap((items) => items ?? []).map((one) => [one.experimentId, one]));
    return pages
      ?.flatMap((page) => page.items)
      .map((one): ListedExperiment => ({ ...one, activity: byId.get(one.id) }));
  }, [pages, activities.found]);
  return { list, rows };
}

'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CompareRow, CompareRunsAnswer } from '#lib/runs/compare/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { type ComparisonQuestion, comparisonInput } from './comparison-input.ts';

/** What the server answered before the page was drawn. */
export interface FirstComparison {
  question: ComparisonQuestion;
  answer: CompareRunsAnswer;
}

/** Runs side by side; rows come in parts, as they are asked for. */
export function useComparison(question: ComparisonQuestion, first: FirstComparison | undefined) {
  const api = useApi();
  const asked = JSON.stringify(question);
  const query = useInfiniteQuery({
    queryKey: ['run', { compare: asked }],
    meta: { ids: question.ids },
    enabled: question.ids.length > 0,
    queryFn: ({ pageParam, signal }) =>
      api<CompareRunsAnswer>('/runs/compare', {
        method: 'POST',
        body: comparisonInput(question, pageParam),
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextOffset ?? undefined,
    placeholderData: keepPreviousData,
    ...(first && JSON.stringify(first.question) === asked
      ? { initialData: { pages: [first.answer], pageParams: [0] } }
      : {}),
  });
  const pages = query.data?.pages;
  const rows = useMemo((): CompareRow[] => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  return { ...query, head: pages?.at(-1), rows };
}

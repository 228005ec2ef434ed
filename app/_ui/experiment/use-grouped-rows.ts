'use client';

import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { RunGroups } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useRefetchOn } from '../run/use-refetch-on.ts';
import { rowsOfAPage } from './rows-of-a-page.ts';
import { rowsQuery } from './rows-query.ts';
import { groupLines, groupMetrics, groupSort, type ShownGroup, shownGroup } from './run-groups.ts';
import type { RunQuestion } from './run-question.ts';
import type { RunSet } from './run-set.ts';
import type { RunRows } from './use-run-rows.ts';
import { useShownRanges } from './use-shown-ranges.ts';

export interface GroupedRows {
  /** Groups and the runs of open ones, line by line. */
  rows: RunRows;
  /** Those loaded, from the first on. */
  groups: readonly ShownGroup[];
  /** How many there are; undefined while nobody has counted. */
  total: number | undefined;
}

/** How many times as long as the answer took nobody asks for it again: groups of very many runs are much work. */
const rest = 10;

interface MembersPage {
  group: ShownGroup;
  page: number;
}

/**
 * The runs of a set in groups, page by page, live; runs of open groups are loaded where they are on screen.
 * @param plain the same runs one by one, for how many there are
 * @param first a metric's column that is measured before those of the table
 */
export function useGroupedRows({
  question,
  columns,
  set,
  first,
  plain,
}: {
  question: RunQuestion;
  columns: readonly string[];
  set: RunSet;
  first: string | undefined;
  plain: RunRows;
}): GroupedRows {
  const api = useApi();
  const { sort: _runs, ...asked } = question;
  const metrics = useMemo(() => {
    const sorted = set.sort.map((key) => key.replace(/^-/, ''));
    // Each metric is work over all runs: beside the charts a list shows one.
    const measured = set.tab === 'table' ? columns : columns.filter((name) => sorted.includes(name));
    return groupMetrics(measured, first);
  }, [columns, first, set.tab, set.sort]);
  const by = set.group;
  const sort = groupSort(set.sort, metrics);
  const body = { set: asked, by, metrics, sort, limit: rowsOfAPage };
  const enabled = by.length > 0;
  const took = useRef(0);
  const found = useInfiniteQuery({
    // Not filed under `run`: how often groups are asked for again is decided here.
    queryKey: ['run-groups', body],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const began = performance.now();
      const answer = await api<RunGroups>('/runs/groups', {
        method: 'POST',
        body: { ...body, cursor: pageParam },
        signal,
      });
      took.current = performance.now() - began;
      // What was asked goes along: an answer may be shown while the next one is on its way.
      return { ...answer, by, metrics };
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { refetch } = found;
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(again.current), []);
  const refresh = () => {
    if (!enabled) return;
    again.current ??= setTimeout(() => {
      again.current = undefined;
      void refetch({ cancelRefetch: false });
    }, took.current * rest);
  };
  useRefetchOn('metrics', refresh);
  useRefetchOn('run', refresh);
  const pages = enabled ? found.data?.pages : undefined;
  const groups = useMemo(
    () =>
      (pages ?? []).flatMap((page) => page.groups.map((group) => shownGroup(group, page.by, page.metrics, set.open))),
    [pages, set.open],
  );
  const lines = useMemo(() => groupLines(groups), [groups]);
  const all = pages?.[0]?.total;
  const more = found.hasNextPage ? Math.min(rowsOfAPage, Math.max(1, (all ?? 0) - groups.length)) : 0;

  const [ranges, show] = useShownRanges();
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = found;
  const atEnd = Object.values(ranges).some((range) => range.to >= lines.total);
  useEffect(() => {
    // A page that was refused is asked for again by hand.
    if (enabled && atEnd && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [enabled, atEnd, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);

  const seen = useMemo(() => {
    const wanted = new Map<string, MembersPage>();
    for (const { from, to } of Object.values(ranges)) {
      for (let index = from; index <= to; index += 1) {
        const line = lines.lineAt(index);
        if (line?.at === undefined) continue;
        const page = Math.floor(line.at / rowsOfAPage);
        wanted.set(`${line.group.id} ${page}`, { group: line.group, page });
      }
    }
    return [...wanted].map(([name, one]) => ({ name, ...one }));
  }, [ranges, lines]);
  const members = useQueries({
    queries: seen.map(({ group, page }) =>
      rowsQuery({ api, question: { ...question, filter: group.group.filter ?? '' }, columns, page }),
    ),
  });
  const loaded = new Map(seen.map(({ name }, index) => [name, members[index]?.data?.rows]));
  const rowAt = (index: number) => {
    const line = lines.lineAt(index);
    if (line?.at === undefined) return undefined;
    return loaded.get(`${line.group.id} ${Math.floor(line.at / rowsOfAPage)}`)?.[line.at % rowsOfAPage];
  };
  const rows: RunRows = {
    count: plain.count,
    total: lines.total + more,
    rowAt,
    groups: {
      at(index) {
        const line = lines.lineAt(index);
        return line?.at === undefined ? line?.group : undefined;
      },
      around: (index) => lines.lineAt(index)?.group,
      byId: (id) => groups.find((group) => group.id === id),
      sort: sort.order === 'desc' ? `-${sort.by}` : sort.by,
    },
    head: plain.head,
    columns,
    stale: found.isPlaceholderData,
    loading: enabled && found.isPending,
    error: enabled ? (found.error ?? members.find((one) => one.error)?.error ?? null) : null,
    show,
    pagesOf: () => [...loaded.values()].flatMap((page) => (page ? [page] : [])),
    retry() {
      void found.refetch();
      for (const one of members) void one.refetch();
    },
  };
  return { rows, groups, total: all };
}

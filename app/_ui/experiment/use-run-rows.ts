'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { RunCount, RunRow, RunTableAnswer } from '#lib/runs/table/schema.ts';
import type { TreeRow } from '#lib/runs/tree/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useRefetchOn } from '../run/use-refetch-on.ts';
import { rowsOfAPage } from './rows-of-a-page.ts';
import { idsOfLines, rowsQuery } from './rows-query.ts';
import type { ShownGroup } from './run-groups.ts';
import type { RunQuestion } from './run-question.ts';
import type { TreeLine } from './tree/tree-lines.ts';
import { useShownRanges } from './use-shown-ranges.ts';

/** What the server has read for the first paint. */
export interface FirstRows {
  question: RunQuestion;
  columns: readonly string[];
  page: RunTableAnswer;
}

/** Views that show rows of one set beside each other. */
export type RowsView = 'list' | 'table';

export interface RowRange {
  from: number;
  to: number;
}

export interface RunRows {
  /** How many there are; `exact` false: at least so many. undefined while nobody has counted. */
  count: RunCount | undefined;
  /** How many lines to make room for: where nobody knows how many there are, a page more than are loaded. */
  total: number;
  /** undefined where it is not loaded. */
  rowAt: (index: number) => RunRow | undefined;
  /** How many of the first lines are runs that stay on top: they stand among the others too. */
  pinned?: number;
  /** Only where runs are grouped. */
  groups?: LineGroups;
  /** Only where runs stand below those that they are part of. */
  tree?: { at: (index: number) => TreeLine | undefined; toggle: (row: TreeRow) => void };
  /** Runs that charts may draw: those pinned, and of the first lines those that are loaded. */
  head: readonly RunRow[];
  columns: readonly string[];
  /** What is shown belongs to the question before. */
  stale: boolean;
  loading: boolean;
  error: Error | null;
  /** Says which rows a view has on screen; undefined: none any more. */
  show: (view: RowsView, range: RowRange | undefined) => void;
  /** The rows of each page that has some of a range. */
  pagesOf: (from: number, to: number) => (readonly RunRow[])[];
  /** Ids of lines one behind the other, also of those that are not loaded; only where each line is a run. */
  idsOf?: (from: number, count: number) => Promise<string[]>;
  retry: () => void;
}

export interface LineGroups {
  /** The group that a line stands for; undefined for a run below one. */
  at: (index: number) => ShownGroup | undefined;
  /** The group that a line stands for, or that its run stands below. */
  around: (index: number) => ShownGroup | undefined;
  byId: (id: string) => ShownGroup | undefined;
  /** What they are sorted by, as in an address: a column, or how many runs they have. */
  sort: string;
}

interface Shown {
  columns: readonly string[];
  pages: ReadonlyMap<number, RunTableAnswer>;
}

const noRows: Shown = { columns: [], pages: new Map() };

/**
 * The rows of a run set, those on screen and no others, live. While the answer to a new question is on its way, the rows
 * of the one before stay.
 */
export function useRunRows(question: RunQuestion, columns: readonly string[], first: FirstRows | undefined): RunRows {
  const api = useApi();
  const [ranges, show] = useShownRanges();
  const [loadedAt] = useState(() => Date.now());
  const asked = JSON.stringify(question);
  const isFirst = first !== undefined && asked === JSON.stringify(first.question);
  // Another order counts nothing anew.
  const { sort: _, ...counted } = question;
  // The head is what charts draw, wherever a list has been scrolled to.
  const pages = useMemo(
    () => [...new Set([0, ...Object.values(ranges).flatMap(({ from, to }) => pageNumbers(from, to))])],
    [ranges],
  );
  const results = useQueries({
    queries: pages.map((page) => ({
      ...rowsQuery({ api, question, columns, page }),
      initialData: page === 0 && isFirst && columns.join('\n') === first.columns.join('\n') ? first.page : undefined,
      initialDataUpdatedAt: loadedAt,
    })),
  });
  const head = results[0]?.data;
  const isWhole = head?.nextCursor === null;
  // Counting may take longer than finding the first rows: beside them it would only hold them up.
  const counting = useQuery({
    queryKey: ['run', { count: counted }],
    enabled: head !== undefined && !isWhole,
    queryFn: ({ signal }) => api<RunCount>('/runs/count', { method: 'POST', body: counted, signal }),
  });
  // Values in the list follow the curves, but not at their pace.
  useRefetchOn('metrics', () => {
    for (const result of results) void result.refetch({ cancelRefetch: false });
  });
  const kept = useRef<Shown>(noRows);
  const loaded = results.flatMap((result, index): [number, RunTableAnswer][] =>
    result.data ? [[pages[index] ?? 0, result.data]] : [],
  );
  // What cannot be read, half typed mostly, leaves the rows before it too.
  const stale = loaded.length === 0;
  // Nor is anything counted anew before there are rows of it.
  const lastCount = useRef<RunCount>(undefined);
  if (!stale) lastCount.current = isWhole ? { count: head.rows.length, exact: true } : counting.data;
  const count = lastCount.current;
  const signature = loaded.map(([page, answer]) => `${page} ${dataId(answer)}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `signature` stands for the pages, which come in new lists each time
  const shown = useMemo((): Shown => {
    if (stale) return kept.current;
    kept.current = { columns, pages: new Map(loaded) };
    return kept.current;
  }, [signature, columns, stale]);
  const rowAt = useCallback(
    (index: number) => shown.pages.get(Math.floor(index / rowsOfAPage))?.rows[index % rowsOfAPage],
    [shown],
  );
  const known = count?.exact ? count.count : undefined;
  return {
    count,
    total: known ?? Math.max(count?.count ?? 0, ...Array.from(shown.pages, reachOf)),
    rowAt,
    head: shown.pages.get(0)?.rows ?? none,
    columns: shown.columns,
    stale,
    loading: shown.pages.size === 0 && results.some((result) => result.isPending),
    error: results.find((result) => result.error)?.error ?? counting.error ?? null,
    show,
    pagesOf: (from, to) =>
      pageNumbers(from, to).flatMap((page) => (shown.pages.get(page) ? [shown.pages.get(page)?.rows ?? none] : [])),
    idsOf: (from, count) => idsOfLines({ api, question, from, count }),
    retry() {
      if (!isWhole) void counting.refetch();
      for (const result of results) void result.refetch();
    },
  };
}

const none: readonly RunRow[] = [];

/** Up to which line there are rows for sure. */
function reachOf([page, { rows, nextCursor }]: [number, RunTableAnswer]): number {
  return page * rowsOfAPage + rows.length + (nextCursor === null ? 0 : rowsOfAPage);
}

function pageNumbers(from: number, to: number): number[] {
  const first = Math.floor(Math.max(0, from) / rowsOfAPage);
  const last = Math.floor(Math.max(0, to) / rowsOfAPage);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

// Answers keep their object while they do not change.
const ids = new WeakMap<object, number>();
let lastId = 0;

function dataId(answer: object): number {
  const known = ids.get(answer);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(answer, lastId);
  return lastId;
}

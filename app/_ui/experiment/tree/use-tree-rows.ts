'use client';

import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TreeAnswer, TreeRow } from '#lib/runs/tree/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { useRefetchOn } from '../../run/use-refetch-on.ts';
import { rowsOfAPage } from '../rows-of-a-page.ts';
import type { RunQuestion } from '../run-question.ts';
import { idTail, type RunSet, toggleOpen } from '../run-set.ts';
import { treeKey } from '../runs-queries.ts';
import type { RowRange, RunRows } from '../use-run-rows.ts';
import { useShownRanges } from '../use-shown-ranges.ts';
import { type Branch, type TreeLines, treeLines } from './tree-lines.ts';

/** A page of the runs below one; '' for those below none. */
interface Page {
  under: string;
  page: number;
}

/** Whatever is on screen, the charts draw runs of the first lines: of as many as those of a page, some may be hidden. */
const charted: RowRange = { from: 0, to: rowsOfAPage - 1 };

const first: readonly Page[] = [{ under: '', page: 0 }];

/** How many times as long as an answer took nobody asks for it again: the way from very many runs is much work. */
const rest = 10;
/** So many runs below none may be open by themselves: each asks for those below it. */
const mostEager = 50;

interface Kept {
  branches: ReadonlyMap<string, Branch>;
  columns: readonly string[];
}

const nothing: Kept = { branches: new Map(), columns: [] };

/**
 * The runs of a set as a tree, live: those on screen are loaded, and those that are open, which say how many lines there are.
 * Where a search leaves few below none, all are open: what was looked for is to be seen.
 * @param plain the same runs one by one, for how many fit
 */
export function useTreeRows({
  question,
  columns,
  set,
  onChange,
  plain,
  enabled,
}: {
  question: RunQuestion;
  columns: readonly string[];
  set: RunSet;
  onChange: (set: RunSet) => void;
  plain: RunRows;
  enabled: boolean;
}): RunRows {
  const api = useApi();
  const [wanted, setWanted] = useState(first);
  const took = useRef(0);
  const ask = ({ under, page }: Page, columns: readonly string[], signal?: AbortSignal) => {
    const place = { limit: rowsOfAPage, offset: page * rowsOfAPage, ...(under === '' ? {} : { under }) };
    const body = { ...question, columns, ...place };
    return api<TreeAnswer>('/runs/tree', { method: 'POST', body, ...(signal ? { signal } : {}) });
  };
  const results = useQueries({
    queries: (enabled ? wanted : []).map(({ under, page }) => ({
      queryKey: [treeKey, { question, columns, under, page }],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const began = performance.now();
        const answer = await ask({ under, page }, columns, signal);
        took.current = performance.now() - began;
        return answer;
      },
    })),
  });
  const refetch = () => {
    for (const result of results) void result.refetch({ cancelRefetch: false });
  };
  const everyMs = Math.max(2_000, took.current * rest);
  useRefetchOn('metrics', refetch, { everyMs });
  useRefetchOn('run', refetch, { everyMs });
  const answers = (enabled ? wanted : []).flatMap((page, index) => {
    const answer = results[index]?.data;
    return answer ? [{ ...page, answer }] : [];
  });
  // Without the first page nobody knows how many there are: what was shown before stays.
  const stale = results[0]?.data === undefined;
  const kept = useRef(nothing);
  const signature = answers.map(({ under, page }) => `${under} ${page}`).join();
  const versions = results.map((result) => result.dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `signature` and `versions` stand for the answers, which come in a new list each time
  const shown = useMemo((): Kept => {
    if (!stale) kept.current = { branches: branchesOf(answers), columns };
    return kept.current;
  }, [signature, versions, columns, stale]);
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  const { open } = set;
  const searched = question.filter !== undefined || question.text !== undefined || question.regex !== undefined;
  const eager = searched && (shown.branches.get('')?.total ?? 0) <= mostEager;
  const lines = useMemo(
    () => treeLines(shown.branches, ({ id }) => open.includes(idTail(id)) || (eager && !shut.has(id))),
    [shown, open, eager, shut],
  );
  const latest = useRef(set);
  useEffect(() => {
    latest.current = set;
  });
  const toggle = useCallback(
    ({ id }: TreeRow) => {
      const set = latest.current;
      if (!eager) return onChange(toggleOpen(set, id));
      setShut((before) =>
        before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
      );
      if (set.open.includes(idTail(id))) onChange(toggleOpen(set, id));
    },
    [eager, onChange],
  );

  const head = useMemo(
    () =>
      Array.from({ length: rowsOfAPage }, (_, index) => lines.lineAt(index)?.row)
        .filter((row) => row !== undefined)
        .filter((row) => row.matches),
    [lines],
  );

  const [ranges, show] = useShownRanges();
  useEffect(() => {
    if (stale) return;
    const next = pagesFor(lines, [charted, ...Object.values(ranges)]);
    setWanted((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, [lines, ranges, stale]);

  return {
    count: plain.count,
    total: lines.total,
    rowAt: (index) => lines.lineAt(index)?.row,
    tree: { at: lines.lineAt, toggle },
    // Before there are lines, and where those at hand only lead to what matches, the same runs one by one.
    head: head.length > 0 ? head : plain.head,
    columns: shown.branches.size === 0 ? columns : shown.columns,
    stale: stale && shown.branches.size > 0,
    loading: shown.branches.size === 0 && results.some((result) => result.isPending),
    error: results.find((result) => result.error)?.error ?? null,
    show,
    pagesOf(from, to) {
      const rows: TreeRow[] = [];
      for (let index = from; index <= to; index += 1) {
        const row = lines.lineAt(index)?.row;
        if (row) rows.push(row);
      }
      return [rows];
    },
    async idsOf(from, count) {
      const there = Array.from({ length: count }, (_, index) => lines.lineAt(from + index)).filter((line) => !!line);
      const absent = pagesOf(there.filter((line) => !line.row));
      const answers = await Promise.all(absent.map(async (page) => ({ ...page, answer: await ask(page, []) })));
      const found = branchesOf(answers);
      return there.flatMap(({ row, under, place }) => (row ?? found.get(under ?? '')?.rows.get(place))?.id ?? []);
    },
    retry: refetch,
  };
}

function branchesOf(answers: readonly (Page & { answer: TreeAnswer })[]): Map<string, Branch> {
  const branches = new Map<string, { total: number; rows: Map<number, TreeRow> }>();
  const rowsById = new Map(answers.flatMap(({ answer }) => answer.rows.map((row) => [row.id, row])));
  for (const { under, page, answer } of answers) {
    const branch = branches.get(under) ?? { total: rowsById.get(under)?.below ?? 0, rows: new Map() };
    if (answer.total !== null) branch.total = answer.total;
    for (const [index, row] of answer.rows.entries()) branch.rows.set(page * rowsOfAPage + index, row);
    branches.set(under, branch);
  }
  return branches;
}

/** The first page of all, pages with a line on screen, and those with a run that is open. */
function pagesFor(lines: TreeLines, ranges: readonly RowRange[]): Page[] {
  const onScreen = ranges.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, index) => lines.lineAt(from + index) ?? []).flat(),
  );
  return pagesOf([{ under: undefined, place: 0 }, ...lines.open, ...onScreen]);
}

/** The pages that have these places, each once. */
function pagesOf(places: readonly { under: string | undefined; place: number }[]): Page[] {
  const pages = places.map(({ under = '', place }): Page => ({ under, page: Math.floor(place / rowsOfAPage) }));
  return [...new Map(pages.map((one) => [`${one.under} ${one.page}`, one])).values()];
}

'use client';

import { useCallback, useMemo } from 'react';
import { compareSections, mostCompared } from '#lib/runs/compare/schema.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { packIds } from '../experiment/pack-ids.ts';
import { type CompareSet, compareViews, usualDifferences } from './compare-address.ts';
import { readRunIds } from './compare-path.ts';

/** @param first the query that the server drew the page for */
export function useCompareSet(first: string): { set: CompareSet; change: (part: Partial<CompareSet>) => void } {
  const begun = new URLSearchParams(first);
  const [runs, setRuns] = useUrlState<string>('runs', '', begun.get('runs') ?? '');
  const [base, setBase] = useUrlState<string>('base', '', begun.get('base') ?? '');
  const [view, setView] = useUrlState<string>('view', 'table', begun.get('view') ?? 'table');
  const [diff, setDiff] = useUrlState<string>('diff', '', begun.get('diff') ?? '');
  const [q, setQ] = useUrlState<string>('q', '', begun.get('q') ?? '');
  const [figure, setFigure] = useUrlState<string>('figure', 'best', begun.get('figure') ?? 'best');
  const [closed, setClosed] = useUrlState<string>('closed', '', begun.get('closed') ?? '');
  const ids = useMemo(() => readRunIds(runs, mostCompared), [runs]);
  const set = useMemo(
    (): CompareSet => ({
      ids,
      base: base || undefined,
      view: compareViews.find((one) => one === view) ?? 'table',
      differences: diff === '' ? usualDifferences(ids.length) : diff === 'on',
      text: q.slice(0, 200),
      figure: figure === 'last' ? 'last' : 'best',
      closed: new Set(compareSections.filter((section) => closed.split('.').includes(section))),
    }),
    [ids, base, view, diff, q, figure, closed],
  );
  const change = useCallback(
    (part: Partial<CompareSet>) => {
      if (part.ids) setRuns(packIds(part.ids));
      if ('base' in part) setBase(part.base ?? '');
      if (part.view) setView(part.view);
      if (part.differences !== undefined) setDiff(part.differences ? 'on' : 'off');
      if (part.text !== undefined) setQ(part.text);
      if (part.figure) setFigure(part.figure);
      if (part.closed) setClosed([...part.closed].join('.'));
    },
    [setRuns, setBase, setView, setDiff, setQ, setFigure, setClosed],
  );
  return { set, change };
}

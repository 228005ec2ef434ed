import { type CompareSection, mostCompared } from '#lib/runs/compare/schema.ts';
import { readRunIds } from './compare-path.ts';
import type { Figure } from './value-text.ts';

export const compareViews = ['table', 'curves', 'logged'] as const;
export type CompareView = (typeof compareViews)[number];

/** What of a comparison is looked at, and how: the whole state of the page, kept in its address. */
export interface CompareSet {
  ids: readonly string[];
  base: string | undefined;
  view: CompareView;
  /** Only rows in which the runs differ; beyond two runs that is where one begins. */
  differences: boolean;
  text: string;
  figure: Figure;
  closed: ReadonlySet<CompareSection>;
}

/** Whether only differences are shown where nobody has chosen. */
export function usualDifferences(runs: number): boolean {
  return runs > 2;
}

/** Reads the address of the page that the server draws. */
export function readCompareSet(search: URLSearchParams): Pick<CompareSet, 'ids' | 'differences' | 'text'> {
  const ids = readRunIds(search.get('runs'), mostCompared);
  const diff = search.get('diff');
  return {
    ids,
    differences: diff === null ? usualDifferences(ids.length) : diff === 'on',
    text: (search.get('q') ?? '').slice(0, 200),
  };
}

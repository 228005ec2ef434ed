import type { ExperimentSort } from '#lib/experiments/schema.ts';

/** What the list of experiments shows, as the address of its page and the API both say it. */
export interface ListQuestion {
  q: string;
  sort: ExperimentSort;
  ascending: boolean;
  archived: boolean;
}

/** Experiments of one page. */
const limit = 100;
const sorts: readonly ExperimentSort[] = ['activity', 'created', 'name', 'runs'];

/** Reads the question out of the address: `q`, `sort` (`name`, `-runs`), `archived`. What makes no sense is left out. */
export function readQuestion(get: (name: string) => string | null): ListQuestion {
  const order = get('sort') ?? '';
  const word = order.replace(/^-/, '');
  const sort = sorts.find((one) => one === word);
  return {
    q: (get('q') ?? '').slice(0, 250),
    sort: sort ?? 'activity',
    ascending: sort !== undefined && !order.startsWith('-'),
    archived: get('archived') === '1',
  };
}

/** The order as the address says it; '' for the usual one. */
export function sortWord(sort: { id: string; desc: boolean } | undefined): string {
  if (!sort || (sort.id === 'activity' && sort.desc)) return '';
  return `${sort.desc ? '-' : ''}${sort.id}`;
}

/** The address of a page of the answer, below the API of the project. */
export function questionPath({ q, sort, ascending, archived }: ListQuestion, cursor: string): string {
  const search = new URLSearchParams({
    sort,
    ascending: String(ascending),
    archived: String(archived),
    limit: String(limit),
  });
  if (q) search.set('q', q);
  if (cursor) search.set('cursor', cursor);
  return `/experiments?${search}`;
}

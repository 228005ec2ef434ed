import type { RunTableAnswer } from '#lib/runs/table/schema.ts';
import type { ApiInit } from '#lib/ui/api.ts';
import { rowsOfAPage } from './rows-of-a-page.ts';
import type { RunQuestion } from './run-question.ts';

type Api = <T>(path: string, init?: ApiInit) => Promise<T>;

/** The ids of rows one behind the other, at most 500. */
export async function idsOfLines({
  api,
  question,
  from,
  count,
}: {
  api: Api;
  question: RunQuestion;
  from: number;
  count: number;
}): Promise<string[]> {
  const body = { ...question, columns: [], limit: count, offset: from };
  return (await api<RunTableAnswer>('/runs/query', { method: 'POST', body })).rows.map((row) => row.id);
}

/** One page of the rows that answer a question, for whoever asks: the page before it is drawn, or the rows on screen. */
export function rowsQuery({
  api,
  question,
  columns,
  page,
}: {
  api: Api;
  question: RunQuestion;
  columns: readonly string[];
  page: number;
}) {
  return {
    queryKey: ['run', { rows: question, columns, page }],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api<RunTableAnswer>('/runs/query', {
        method: 'POST',
        body: { ...question, columns, limit: rowsOfAPage, offset: page * rowsOfAPage },
        signal,
      }),
  };
}

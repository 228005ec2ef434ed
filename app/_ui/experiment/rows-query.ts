import type { RunTableAnswer } from '#lib/runs/table/schema.ts';
import type { ApiInit } from '#lib/ui/api.ts';
import { rowsOfAPage } from './rows-of-a-page.ts';
import type { RunQuestion } from './run-question.ts';

/** One page of the rows that answer a question, for whoever asks: the page before it is drawn, or the rows on screen. */
export function rowsQuery({
  api,
  question,
  columns,
  page,
}: {
  api: <T>(path: string, init?: ApiInit) => Promise<T>;
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

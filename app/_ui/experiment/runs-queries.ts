import type { QueryClient } from '@tanstack/react-query';

/** What pages of a tree are filed under: how often they are asked for again is decided there, not at each change. */
export const treeKey = 'run-tree';

/** Whether an answer holds rows of runs. */
function isOfRuns({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] === 'run' || queryKey[0] === treeKey;
}

/** Reads all again that was read of runs, after a change that was made here. */
export function readRunsAgain(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ predicate: isOfRuns });
}

/** Rows at hand show a change of a run at once: lists, tables and charts are drawn from them. */
export function showRowChange(queries: QueryClient, id: string, row: object): void {
  queries.setQueriesData<unknown>({ predicate: isOfRuns }, (data: unknown) =>
    hasRows(data) && data.rows.some((one) => one.id === id)
      ? { ...data, rows: data.rows.map((one) => (one.id === id ? { ...one, ...row } : one)) }
      : data,
  );
}

function hasRows(data: unknown): data is { rows: { id: string }[] } {
  return typeof data === 'object' && data !== null && 'rows' in data && Array.isArray(data.rows);
}

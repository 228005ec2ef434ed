import type { Query, QueryClient } from '@tanstack/react-query';

const waiting = new WeakSet<Query>();

/**
 * Asks again for what queries show. One that is on its way already is let come, and asked for once more then: a project
 * where something changes twice a second would otherwise begin a slow question anew each time and never hear its answer.
 */
export function refresh(client: QueryClient, touched: (query: Query) => boolean): void {
  const busy = client.getQueryCache().findAll({ predicate: touched, fetchStatus: 'fetching' });
  void client.invalidateQueries({ predicate: touched }, { cancelRefetch: false });
  for (const query of busy) {
    if (waiting.has(query)) continue;
    waiting.add(query);
    const again = () => {
      waiting.delete(query);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false });
    };
    void query.promise?.then(again, again);
  }
}

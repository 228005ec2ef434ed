import type { Query, QueryClient } from '@tanstack/react-query';

const patienceMs = 1_000;

/**
 * Asks once more for what the server read while it drew a page: what changed between that reading and the moment when the
 * page heard of changes would never be heard of. A second later, so that it is in nobody's way.
 */
export function lookAgain(client: QueryClient): { live: () => void; stop: () => void } {
  const drawn = new Set<Query>();
  let isLive = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    if (!isLive || drawn.size === 0) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      const asked = new Set(drawn);
      drawn.clear();
      void client.invalidateQueries({ predicate: (query) => asked.has(query) }, { cancelRefetch: false });
    }, patienceMs);
  };
  const take = (query: Query) => {
    if (query.state.data !== undefined && query.state.dataUpdateCount === 0) drawn.add(query);
  };
  const cache = client.getQueryCache();
  cache.getAll().forEach(take);
  const unsubscribe = cache.subscribe((event) => {
    if (event.type !== 'added') return;
    take(event.query);
    plan();
  });
  return {
    live() {
      isLive = true;
      plan();
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

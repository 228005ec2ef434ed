import { hashKey, type Query, type QueryClient } from '@tanstack/react-query';
import { refresh } from './refresh.ts';

const patienceMs = 1_000;

const early = new Set<string>();

/** Says that a question leaves before the page has come alive, as if the server had answered it while it drew the page. */
export function askedEarly(queryKey: readonly unknown[]): void {
  early.add(hashKey(queryKey));
}

/**
 * Asks once more for what the server read while it drew a page, or was asked early: what changed between that reading
 * and the moment when the page heard of changes would never be heard of. A second later, so that it is in nobody's way.
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
      refresh(client, (query) => asked.has(query));
    }, patienceMs);
  };
  const take = (query: Query) => {
    const isDrawn = query.state.data !== undefined && query.state.dataUpdateCount === 0;
    if (early.delete(query.queryHash) || isDrawn) drawn.add(query);
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

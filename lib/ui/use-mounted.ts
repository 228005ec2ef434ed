'use client';

import { useSyncExternalStore } from 'react';

const subscribe = () => () => {};

/** Whether the page has come alive: false on the server and in the first paint, so that both print the same. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}

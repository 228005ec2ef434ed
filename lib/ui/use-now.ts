'use client';

import { useSyncExternalStore } from 'react';

// One clock for every age on the page, stopped when nobody looks.
const listeners = new Set<() => void>();
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    current = Date.now();
    timer = setInterval(() => {
      current = Date.now();
      for (const each of listeners) each();
    }, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot(): number {
  if (current === 0) current = Date.now();
  return current;
}

/**
 * What `say` makes of now (epoch milliseconds, a second fresh); undefined on the server and in the first paint, so that both
 * print the same. Who asks is drawn again only when that is another text or number: an age of days once a day.
 */
export function useNowAs<T extends string | number>(say: (now: number) => T): T | undefined {
  return useSyncExternalStore(
    subscribe,
    () => say(snapshot()),
    () => undefined,
  );
}

/** Epoch milliseconds, a second fresh; undefined on the server and in the first paint. */
export function useNow(): number | undefined {
  return useNowAs(itself);
}

const itself = (now: number) => now;

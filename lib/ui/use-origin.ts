'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The origin of this server as the browser reaches it; empty in the first, server-rendered paint. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
}

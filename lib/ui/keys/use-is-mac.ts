'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether to write ⌘ or Ctrl. The first paint says ⌘. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => true,
  );
}

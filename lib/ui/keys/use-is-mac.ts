'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** In the browser alone. */
export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** Whether to write ⌘ or Ctrl. The first paint says ⌘. */
export function useIsMac(): boolean {
  return useSyncExternalStore(never, isMac, () => true);
}

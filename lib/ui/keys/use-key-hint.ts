'use client';

import { useSyncExternalStore } from 'react';
import { showKey } from './match-key.ts';
import { isMac } from './use-is-mac.ts';

const never = () => () => {};
const always = () => true;

/** What a control says of itself on hover with its shortcut: `Columns (c)`, `Swap (Ctrl J)`; undefined without either. */
export function useKeyHint(title: string | undefined, keys: string | undefined): string | undefined {
  // Only these keys look different elsewhere, and a page has many controls.
  const mac = useSyncExternalStore(never, keys?.includes('mod+') ? isMac : always, always);
  return keys === undefined ? title : `${title ?? ''} (${showKey(keys, mac)})`.trim();
}

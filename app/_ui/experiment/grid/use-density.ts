'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { useUrlState } from '#lib/ui/use-url-state.ts';

/** Heights of a row, in pixels. */
export const rowHeights = { compact: 22, usual: 28, relaxed: 36 } as const;
export type Density = keyof typeof rowHeights;
export const densities = Object.keys(rowHeights) as Density[];

const kept = 'traza-rows';

function isDensity(value: string | null): value is Density {
  return value !== null && Object.hasOwn(rowHeights, value);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

function ofBrowser(): string | null {
  try {
    return localStorage.getItem(kept);
  } catch {
    // A browser may keep nothing at all.
    return null;
  }
}

/** How high the rows of tables are: as the address says, for links and saved views, or else as this browser showed them last. */
export function useDensity(): [Density, (density: Density) => void] {
  const [said, say] = useUrlState<string>('rows', '');
  const last = useSyncExternalStore(subscribe, ofBrowser, () => null);
  const change = useCallback(
    (density: Density) => {
      try {
        localStorage.setItem(kept, density);
      } catch {
        // The address still has it.
      }
      say(density);
    },
    [say],
  );
  return [isDensity(said) ? said : isDensity(last) ? last : 'usual', change];
}

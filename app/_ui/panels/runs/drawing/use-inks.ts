'use client';

import { useMemo } from 'react';
import { resolveColor, useShownTheme } from '#lib/ui/chart/theme-colors.ts';

/** Colours of the theme on screen, as a canvas takes them. */
export interface Inks {
  theme: 'light' | 'dark';
  ink: string;
  dim: string;
  grid: string;
  paper: string;
  accent: string;
  /** Any CSS colour. */
  of(color: string): string;
}

/** The inks where an element stands; undefined while there is none. */
export function useInks(near: Element | null): Inks | undefined {
  const theme = useShownTheme();
  return useMemo((): Inks | undefined => {
    if (!near) return undefined;
    const known = new Map<string, string>();
    const of = (color: string) => {
      const found = known.get(color) ?? resolveColor(color, near);
      known.set(color, found);
      return found;
    };
    return {
      theme: theme.startsWith('dark') ? 'dark' : 'light',
      ink: of('var(--ink)'),
      dim: of('var(--ink-3)'),
      grid: of('var(--line)'),
      paper: of('var(--panel)'),
      accent: of('var(--accent)'),
      of,
    };
  }, [near, theme]);
}

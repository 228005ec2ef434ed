'use client';

import { useSyncExternalStore } from 'react';

// Each look makes the browser compute its styles anew, and fifty lines of thirty charts have the same few colours.
let known = new Map<string, string>();
let knownOf = '';

/** A colour as the canvas takes it: variables and light-dark() resolved for the theme on screen. */
export function resolveColor(color: string, near: Element): string {
  const theme = current();
  if (theme !== knownOf) [known, knownOf] = [new Map(), theme];
  const before = known.get(color);
  if (before !== undefined) return before;
  const probe = document.createElement('i');
  probe.style.color = color;
  probe.style.display = 'none';
  near.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  known.set(color, resolved);
  return resolved;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-palette'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', listener);
  };
}

function current(): string {
  const { theme, palette = 'usual' } = document.documentElement.dataset;
  const isDark = theme === 'dark' || (theme !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  return `${isDark ? 'dark' : 'light'} ${palette}`;
}

/** Another text for each theme and palette on screen, for what is painted outside CSS. */
export function useShownTheme(): string {
  return useSyncExternalStore(subscribe, current, () => 'light usual');
}

'use client';

import { type ReactNode, use } from 'react';
import { languageReady } from '#lib/ui/text/spanish.ts';

/** Draws what is in it as soon as the texts of its language are loaded; in English that is at once. */
export function InLanguage({ children }: { children: ReactNode }) {
  if (languageReady) use(languageReady);
  return children;
}

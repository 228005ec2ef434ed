'use client';

import { createContext, useContext } from 'react';

/** The run that is highlighted on a page; apart from what panels draw, as it changes with each move of the pointer. */
export const HighlightContext = createContext<string | undefined>(undefined);

export function useHighlighted(): string | undefined {
  return useContext(HighlightContext);
}

import { createContext, useContext } from 'react';
import type { UndoOrder } from './undo-order.ts';

/** The changes of the page around, for whoever makes one; undefined where nothing is taken back with keys. */
export const UndoContext = createContext<UndoOrder | undefined>(undefined);

export function useUndoOrder(): UndoOrder | undefined {
  return useContext(UndoContext);
}

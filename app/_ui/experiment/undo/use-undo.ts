'use client';

import { useEffect, useRef, useState } from 'react';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { text } from '#lib/ui/text/text.ts';
import { replaceUrl, subscribeToUrl } from '#lib/ui/url-changes.ts';
import { urlWith } from '#lib/ui/use-search.tsx';
import {
  beginHistory,
  type ChangeHistory,
  recordChange,
  redoChange,
  undoChange,
  watchedPart,
  withPart,
} from './change-history.ts';
import { createUndoOrder, type UndoOrder } from './undo-order.ts';

/**
 * Takes back what was changed on the page since it was opened, step by step, and makes it again: what its address says of
 * runs and charts, and whatever else records its changes in the order that this returns.
 */
export function useUndo(): UndoOrder {
  const history = useRef<ChangeHistory>(undefined);
  const [order] = useState(createUndoOrder);
  useEffect(() => {
    const part = () => watchedPart(new URLSearchParams(window.location.search));
    const go = (to: (from: ChangeHistory) => ChangeHistory | undefined) => () => {
      const next = history.current && to(history.current);
      if (!next) return false;
      // First here, so that the address it leads to is no change.
      history.current = next;
      replaceUrl(urlWith(withPart(new URLSearchParams(window.location.search), next.present)));
      return true;
    };
    const stack = { undo: go(undoChange), redo: go(redoChange) };
    history.current = beginHistory(part());
    return subscribeToUrl(() => {
      const before = history.current;
      if (!before) return;
      const next = recordChange(before, part(), performance.now());
      history.current = next;
      if (next.past !== before.past) order.record(stack);
    });
  }, [order]);
  useShortcut('mod+z', text.views.undo, order.undo);
  useShortcut('mod+shift+z', text.views.redo, order.redo);
  useShortcut('mod+y', text.views.redo, order.redo);
  return order;
}

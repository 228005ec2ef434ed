'use client';

import { useEffect, useRef } from 'react';
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

/** Takes back what was changed about the runs and charts of the page since it was opened, step by step, and makes it again. */
export function useUndo(): void {
  const history = useRef<ChangeHistory>(undefined);
  useEffect(() => {
    const part = () => watchedPart(new URLSearchParams(window.location.search));
    history.current = beginHistory(part());
    return subscribeToUrl(() => {
      if (history.current) history.current = recordChange(history.current, part(), performance.now());
    });
  }, []);
  const go = (to: (from: ChangeHistory) => ChangeHistory | undefined) => () => {
    const next = history.current && to(history.current);
    if (!next) return;
    // First here, so that the address it leads to is no change.
    history.current = next;
    replaceUrl(urlWith(withPart(new URLSearchParams(window.location.search), next.present)));
  };
  useShortcut('mod+z', text.views.undo, go(undoChange));
  useShortcut('mod+shift+z', text.views.redo, go(redoChange));
  useShortcut('mod+y', text.views.redo, go(redoChange));
}

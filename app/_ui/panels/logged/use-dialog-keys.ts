'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Keys of the dialog that an element stands in; nothing outside of one. Arrows in a field or slider are that field's own.
 * @param onKey the name of the key, as events have it; returns whether it was one of its own
 */
export function useDialogKeys(inside: RefObject<Element | null>, onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const dialog = inside.current?.closest('dialog');
    const listener = (event: KeyboardEvent) => {
      const isFields = event.key.startsWith('Arrow') && event.target instanceof HTMLInputElement;
      if (!isFields && !event.defaultPrevented && latest.current(event.key)) event.preventDefault();
    };
    dialog?.addEventListener('keydown', listener);
    return () => dialog?.removeEventListener('keydown', listener);
  }, [inside]);
}

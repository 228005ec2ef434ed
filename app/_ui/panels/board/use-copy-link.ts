'use client';

import { useCallback } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';

/** Copies the address of the page, with some of its fields changed (undefined: without). */
export function useCopyLink(): (fields: Record<string, string | undefined>) => void {
  const toast = useToast();
  return useCallback(
    (fields) => {
      const url = new URL(window.location.href);
      for (const [name, value] of Object.entries(fields)) {
        if (value === undefined) url.searchParams.delete(name);
        else url.searchParams.set(name, value);
      }
      // Outside a secure context (http beyond loopback) there is no clipboard object at all.
      const written = navigator.clipboard?.writeText(url.href) ?? Promise.reject(new Error('no clipboard'));
      written.then(
        () => toast({ title: text.panels.linkCopied, tone: 'ok' }),
        () => toast({ tone: 'bad', title: text.common.copyFailed, detail: url.href }),
      );
    },
    [toast],
  );
}

'use client';

import { copyText } from './copy-button.tsx';
import { text } from './text/text.ts';
import { useToast } from './toast.tsx';

/** Puts a text into the clipboard and says so, for actions without a button that could show it. */
export function useCopyToast(): (value: string, done?: string) => void {
  const toast = useToast();
  return (value, done = text.common.copied) =>
    void copyText(value).then(
      () => toast({ tone: 'ok', title: done }),
      () => toast({ tone: 'bad', title: text.common.copyFailed }),
    );
}

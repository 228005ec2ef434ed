'use client';

import { useEffect, useRef } from 'react';
import { useLiveChange } from '#lib/ui/live/live-provider.tsx';

const everyMs = 2_000;

/** Calls `refetch` after changes of a topic, at most every two seconds: for what follows from many things at once. */
export function useRefetchOn(topic: string, refetch: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveChange(topic, undefined, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, everyMs);
  });
}

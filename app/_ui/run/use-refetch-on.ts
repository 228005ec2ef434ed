'use client';

import { useEffect, useRef } from 'react';
import { useLiveChange } from '#lib/ui/live/live-provider.tsx';

const usualMs = 2_000;

/**
 * Calls `refetch` after changes of a topic, at most every two seconds: for what follows from many things at once.
 * @param ids only changes of these count
 */
export function useRefetchOn(
  topic: string,
  refetch: () => void,
  { ids, everyMs = usualMs }: { ids?: readonly string[]; everyMs?: number } = {},
): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveChange(topic, undefined, (id) => {
    if (ids && !ids.includes(id)) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, everyMs);
  });
}

'use client';

import { useCallback, useMemo, useState } from 'react';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { type ColumnWidths, readWidths, withWidth } from './column-widths.ts';

export interface WidthChange {
  name: string;
  /** undefined: the usual one. */
  width: number | undefined;
  /** It will go on changing: the address waits for the last one. */
  moving: boolean;
}

/** Widths of columns that somebody changed, kept in the address. */
export function useColumnWidths(): [ColumnWidths, (change: WidthChange) => void] {
  const [said, say] = useUrlState<string>('w', '');
  const [moved, setMoved] = useState<ColumnWidths>({});
  const kept = useMemo(() => readWidths(said), [said]);
  const change = useCallback(
    ({ name, width, moving }: WidthChange) => {
      if (moving) return setMoved(width === undefined ? {} : { [name]: width });
      setMoved({});
      say(withWidth(readWidths(new URLSearchParams(window.location.search).get('w') ?? ''), name, width));
    },
    [say],
  );
  return [useMemo(() => ({ ...kept, ...moved }), [kept, moved]), change];
}

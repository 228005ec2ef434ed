import { useCallback, useState } from 'react';
import type { RowRange, RowsView } from './use-run-rows.ts';

/** Which rows each view has on screen, and the way for a view to say so; undefined: none any more. */
export function useShownRanges(): [
  Partial<Record<RowsView, RowRange>>,
  (view: RowsView, range: RowRange | undefined) => void,
] {
  const [ranges, setRanges] = useState<Partial<Record<RowsView, RowRange>>>({});
  const show = useCallback((view: RowsView, range: RowRange | undefined) => {
    setRanges((before) => {
      const known = before[view];
      if (known?.from === range?.from && known?.to === range?.to) return before;
      const { [view]: _, ...others } = before;
      return range ? { ...others, [view]: range } : others;
    });
  }, []);
  return [ranges, show];
}

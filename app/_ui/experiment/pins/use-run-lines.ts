import { defaultRangeExtractor, useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import type { RunRows } from '../use-run-rows.ts';

/** Lines of a list as they lie on screen: those of pinned runs are always there, the others where they are scrolled to. */
export interface RunLines {
  lines: Virtualizer<HTMLDivElement, Element>;
  top: readonly VirtualItem[];
  rest: readonly VirtualItem[];
  /** On screen, of the rest. */
  from: number;
  to: number;
}

export function useRunLines({
  rows,
  scroller,
  height,
  overscan,
  width,
}: {
  rows: RunRows;
  scroller: RefObject<HTMLDivElement | null>;
  height: number;
  overscan: number;
  width: number;
}): RunLines {
  const { total, pinned = 0 } = rows;
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan,
    rangeExtractor: (range) => [
      ...Array.from({ length: pinned }, (_, index) => index),
      ...defaultRangeExtractor(range).filter((index) => index >= pinned),
    ],
    scrollPaddingStart: pinned * height,
    initialRect: { width, height: 800 },
  });
  const items = lines.getVirtualItems();
  const [top, rest] = [items.slice(0, pinned), items.slice(pinned)];
  return { lines, top, rest, from: rest[0]?.index ?? 0, to: rest.at(-1)?.index ?? 0 };
}

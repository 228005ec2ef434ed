import { defaultRangeExtractor, useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';
import { useMounted } from '#lib/ui/use-mounted.ts';
import type { RunRows } from '../use-run-rows.ts';

/** Lines of a list as they lie on screen: those of pinned runs are always there, the others where they are scrolled to. */
export interface RunLines {
  lines: Virtualizer<HTMLDivElement, Element>;
  top: readonly VirtualItem[];
  /** How many of the pinned ones stay while others are scrolled: the first ones, in half of the view at most. */
  stuck: number;
  rest: readonly VirtualItem[];
  /** Of the rest, those on screen and some beside them. */
  from: number;
  to: number;
}

const usualView = 800;

/** A line keeps what it is drawn with, the focus too, when another run comes on top. @param pinned how many are on top */
export function lineKey(index: number, pinned: number): string | number {
  return index < pinned ? `top${index}` : index - pinned;
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
  const mounted = useMounted();
  const [view, setView] = useState(usualView);
  const stuck = Math.min(pinned, Math.floor(view / 2 / height));
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    // What is not on screen can wait until the page is there; so do the last lines of a screen higher than most.
    overscan: mounted ? overscan : 0,
    rangeExtractor: (range) => [
      ...Array.from({ length: pinned }, (_, index) => index),
      ...defaultRangeExtractor(range).filter((index) => index >= pinned),
    ],
    scrollPaddingStart: stuck * height,
    initialRect: { width, height: usualView },
  });
  const seen = lines.scrollRect?.height ?? usualView;
  useEffect(() => setView(seen), [seen]);
  const items = lines.getVirtualItems();
  const [top, rest] = [items.slice(0, pinned), items.slice(pinned)];
  return { lines, top, stuck, rest, from: rest[0]?.index ?? 0, to: rest.at(-1)?.index ?? 0 };
}

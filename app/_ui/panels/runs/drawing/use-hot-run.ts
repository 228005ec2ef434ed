'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Matrix } from '#lib/runs/matrix/matrix.ts';
import { useHighlighted } from '../../highlight.ts';
import type { PanelRuns } from '../../panel-kind.ts';

/**
 * The run of a matrix that is looked at: by the pointer or the arrows in this panel (`own`), or elsewhere on the page. All of
 * the page hears of it.
 */
export function useHotRun(runs: PanelRuns, matrix: Matrix | undefined) {
  const [own, setOwn] = useState<string>();
  const highlighted = useHighlighted();
  const indexOf = (id: string | undefined) => {
    const index = id === undefined ? -1 : (matrix?.ids.indexOf(id) ?? -1);
    return index < 0 ? undefined : index;
  };
  const set = (index: number | undefined) => {
    const id = index === undefined ? undefined : matrix?.ids[index];
    if (id === own) return;
    setOwn(id);
    runs.highlight?.(id);
  };
  const ownIndex = indexOf(own);
  const open = () => {
    if (own !== undefined) runs.open(own);
  };
  // A finger has no way to look first.
  const onPick = (event: PointerEvent) => {
    if (event.button === 0 && event.pointerType !== 'touch') open();
  };
  /** Arrows go through the runs in an order, Enter opens one, Escape leaves. */
  const onKey = (event: KeyboardEvent, order: ArrayLike<number>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined && order.length > 0) {
      event.preventDefault();
      const now = ownIndex === undefined ? (step > 0 ? -1 : order.length) : Array.from(order).indexOf(ownIndex);
      set(order[Math.min(order.length - 1, Math.max(0, now + step))]);
    } else if (event.key === 'Enter' && event.target === event.currentTarget) open();
    else if (event.key === 'Escape' && own !== undefined) {
      event.stopPropagation();
      set(undefined);
    }
  };
  return { own: ownIndex, index: ownIndex ?? indexOf(highlighted), set, onPick, onKey };
}

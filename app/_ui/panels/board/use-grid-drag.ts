'use client';

import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { followPointer } from './follow-pointer.ts';
import { type PanelSize, sizeOf } from './grid.ts';

/** A press that goes no farther is a click. */
const clickPixels = 4;

export interface Drop {
  /** The panel beside which the dragged one is let go, and on which side. */
  beside: string;
  after: boolean;
}

export interface GridDrag {
  /** The panel that is on its way, and where it would go. */
  moving: { id: string; drop: Drop | undefined } | undefined;
  /** The panel whose corner is drawn, and its size so far. */
  sizing: { id: string; size: PanelSize } | undefined;
  startMove: (event: ReactPointerEvent, id: string) => void;
  startSize: (event: ReactPointerEvent, id: string) => void;
}

/** Moves panels of a grid by their heads and sizes them by their corners. Elements carry their panel as `data-panel`. */
export function useGridDrag(
  grid: RefObject<HTMLElement | null>,
  onMove: (id: string, drop: Drop) => void,
  onSize: (id: string, size: PanelSize) => void,
): GridDrag {
  const [moving, setMoving] = useState<GridDrag['moving']>();
  const [sizing, setSizing] = useState<GridDrag['sizing']>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const scroller = () => grid.current?.closest('.run-scroll') ?? null;

  function startMove(event: ReactPointerEvent, id: string): void {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY };
    let far = false;
    let drop: Drop | undefined;
    stop.current = followPointer(
      scroller(),
      (at) => {
        far ||= Math.hypot(at.x - start.x, at.y - start.y) > clickPixels;
        if (!far) return;
        drop = dropAt(grid.current, at, id) ?? drop;
        setMoving({ id, drop });
      },
      (letGo) => {
        stop.current = undefined;
        setMoving(undefined);
        if (letGo && drop) onMove(id, drop);
      },
    );
  }

  function startSize(event: ReactPointerEvent, id: string): void {
    const panel = grid.current?.querySelector(`[data-panel="${CSS.escape(id)}"]`);
    if (event.button !== 0 || !panel || !grid.current) return;
    let size: PanelSize | undefined;
    stop.current = followPointer(
      scroller(),
      (at) => {
        const { left, top } = panel.getBoundingClientRect();
        size = sizeOf({ width: at.x - left, height: at.y - top }, grid.current?.clientWidth ?? 0);
        setSizing({ id, size });
      },
      (letGo) => {
        stop.current = undefined;
        setSizing(undefined);
        if (letGo && size) onSize(id, size);
      },
    );
  }

  return { moving, sizing, startMove, startSize };
}

/** Which panel is under the pointer; none for the dragged one, beside which it cannot stand. */
function dropAt(grid: HTMLElement | null, { x, y }: { x: number; y: number }, dragged: string): Drop | undefined {
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-panel]');
  const beside = under?.dataset.panel;
  if (!under || beside === undefined || beside === dragged || !grid?.contains(under)) return undefined;
  const { left, width, top, height } = under.getBoundingClientRect();
  // Beside a panel of the whole width there is only above and below.
  const whole = width > (grid.clientWidth * 3) / 4;
  return { beside, after: whole ? y > top + height / 2 : x > left + width / 2 };
}

'use client';

import { type PointerEvent, useMemo, useRef, useState } from 'react';
import type { Size } from '../drawing/plot-box.ts';
import { type Brush, type Brushes, brushBetween, brushedRuns, moved } from './brush.ts';
import { nearAxis, type ParallelAxis, type ParallelMarks, yToPlace } from './parallel-marks.ts';

const edge = 0.03;
const noAxes: readonly ParallelAxis[] = [];

interface Drag {
  axis: ParallelAxis;
  start: number;
  /** The brush that is moved; undefined: a new one is drawn from `start`. */
  held: Brush | undefined;
}

/** The brushes on the axes of a panel, and what draws, moves and sizes them by the pointer. */
export function useBrushes(marks: ParallelMarks | undefined) {
  const [brushes, setBrushes] = useState<Brushes>({});
  const drag = useRef<Drag>(undefined);
  const axes = marks?.axes ?? noAxes;
  const named = axes.filter((axis) => brushes[axis.name]);
  const inside = useMemo(() => brushedRuns(marks?.runs ?? 0, axes, brushes), [marks, axes, brushes]);
  const set = (name: string, brush: Brush | undefined) => {
    const { [name]: _, ...others } = brushes;
    setBrushes(brush ? { ...others, [name]: brush } : others);
  };
  const placeOf = (event: PointerEvent, axis: ParallelAxis, size: Size) =>
    yToPlace(event.clientY - event.currentTarget.getBoundingClientRect().top, axis.flipped, size);
  return {
    brushes,
    named,
    inside,
    set,
    clear: () => setBrushes({}),
    /** Whether a brush is being drawn or moved now. */
    busy: () => drag.current !== undefined,
    onDown: (event: PointerEvent, size: Size) => {
      const index = nearAxis(event.clientX - event.currentTarget.getBoundingClientRect().left, axes.length, size);
      const axis = index === undefined ? undefined : axes[index];
      if (!axis || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const place = placeOf(event, axis, size);
      const held = brushes[axis.name];
      if (held && Math.abs(place - held.from) < edge) drag.current = { axis, start: held.to, held: undefined };
      else if (held && Math.abs(place - held.to) < edge) drag.current = { axis, start: held.from, held: undefined };
      else drag.current = { axis, start: place, held: held && place > held.from && place < held.to ? held : undefined };
    },
    onDrag: (event: PointerEvent, size: Size) => {
      if (!drag.current) return;
      const { axis, start, held } = drag.current;
      const place = placeOf(event, axis, size);
      set(axis.name, held ? moved(held, place - start) : brushBetween(start, place));
    },
    /** A press without a way takes the brush of its axis away. @returns whether something was brushed */
    onUp: (event: PointerEvent, size: Size): boolean => {
      if (!drag.current) return false;
      const { axis, start } = drag.current;
      drag.current = undefined;
      if (Math.abs(placeOf(event, axis, size) - start) < 0.01) set(axis.name, undefined);
      return true;
    },
  };
}

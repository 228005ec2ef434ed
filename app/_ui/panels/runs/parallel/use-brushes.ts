'use client';

import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import type { Size } from '../drawing/plot-box.ts';
import { type Brush, type Brushes, brushBetween, brushedRuns, moved } from './brush.ts';
import { readBrushes, writeBrushes } from './brush-address.ts';
import { nearAxis, type ParallelAxis, type ParallelMarks, yToPlace } from './parallel-marks.ts';

const edge = 0.03;
const noAxes: readonly ParallelAxis[] = [];

interface Drag {
  axis: ParallelAxis;
  start: number;
  /** The brush that is moved; undefined: a new one is drawn from `start`. */
  held: Brush | undefined;
}

/** The brushes on the axes of a panel, kept in the address, and what draws, moves and sizes them by the pointer. */
export function useBrushes(panel: string, marks: ParallelMarks | undefined) {
  const [address, setAddress] = useUrlState<string>('brush', '');
  const kept = useMemo(() => readBrushes(address, panel), [address, panel]);
  // Under way: an address is not written for each move of the pointer.
  const [drawn, setDrawn] = useState<Brushes>();
  const brushes = drawn ?? kept;
  const drag = useRef<Drag>(undefined);
  const axes = marks?.axes ?? noAxes;
  const named = axes.filter((axis) => brushes[axis.name]);
  const inside = useMemo(() => brushedRuns(marks?.runs ?? 0, axes, brushes), [marks, axes, brushes]);
  const keep = (next: Brushes) => {
    setDrawn(undefined);
    setAddress(writeBrushes(address, panel, next));
  };
  const withBrush = (name: string, brush: Brush | undefined): Brushes => {
    const { [name]: _, ...others } = brushes;
    return brush ? { ...others, [name]: brush } : others;
  };
  const set = (name: string, brush: Brush | undefined) => keep(withBrush(name, brush));
  const after = ({ axis, start, held }: Drag, place: number) =>
    withBrush(axis.name, held ? moved(held, place - start) : brushBetween(start, place));
  const placeOf = (event: PointerEvent, axis: ParallelAxis, size: Size) =>
    yToPlace(event.clientY - event.currentTarget.getBoundingClientRect().top, axis.flipped, size);
  return {
    brushes,
    named,
    inside,
    set,
    clear: () => keep({}),
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
      setDrawn(after(drag.current, placeOf(event, drag.current.axis, size)));
    },
    /** A press without a way takes the brush of its axis away. @returns whether something was brushed */
    onUp: (event: PointerEvent, size: Size): boolean => {
      if (!drag.current) return false;
      const place = placeOf(event, drag.current.axis, size);
      const { axis, start } = drag.current;
      keep(Math.abs(place - start) < 0.01 ? withBrush(axis.name, undefined) : after(drag.current, place));
      drag.current = undefined;
      return true;
    },
    onCancel: () => {
      if (!drag.current) return;
      drag.current = undefined;
      setDrawn(undefined);
    },
  };
}

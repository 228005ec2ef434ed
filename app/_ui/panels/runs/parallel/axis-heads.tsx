'use client';

import { ArrowDownUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { Size } from '../drawing/plot-box.ts';
import { type Brush, type Brushes, brushByKey } from './brush.ts';
import { axisAt, axisX, type ParallelAxis } from './parallel-marks.ts';

/** The names of axes above them: dragged to another place, pressed to turn one over, and all of it by keys. */
export function AxisHeads({
  axes,
  brushes,
  size,
  onMove,
  onFlip,
  onBrush,
}: {
  axes: readonly ParallelAxis[];
  brushes: Brushes;
  size: Size;
  onMove: (from: number, to: number) => void;
  onFlip: (name: string) => void;
  onBrush: (name: string, brush: Brush | undefined) => void;
}) {
  const [drag, setDrag] = useState<{ name: string; start: number; by: number }>();
  const count = axes.length;
  const room = Math.max(56, size.width / Math.max(1, count) - 6);
  const placeOf = (event: PointerEvent) => (drag ? event.clientX - drag.start : 0);
  const drop = (event: PointerEvent, index: number) => {
    const by = placeOf(event);
    setDrag(undefined);
    if (Math.abs(by) < 4) return;
    const to = axisAt(axisX(index, count, size) + by, count, size);
    if (to !== index) onMove(index, to);
  };
  const onKey = (event: KeyboardEvent, { name, flipped }: ParallelAxis, index: number) => {
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (side !== 0) {
      const to = index + side;
      if (to >= 0 && to < count) onMove(index, to);
    } else if (event.key === 'f') onFlip(name);
    else {
      // Up is up, also on an axis whose greatest value is at the bottom.
      const turned = flipped ? { ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp' }[event.key] : undefined;
      const brush = brushByKey(brushes[name], turned ?? event.key, event.shiftKey);
      if (brush === 'none') return;
      onBrush(name, brush);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="axis-heads">
      {axes.map((axis, index) => {
        const { name, label, flipped } = axis;
        const moved = drag?.name === name ? drag.by : 0;
        const anchor = index === 0 ? 'first' : index === count - 1 ? 'last' : undefined;
        return (
          <button
            key={name}
            type="button"
            className={`axis-head${anchor ? ` ${anchor}` : ''}${moved === 0 ? '' : ' dragged'}`}
            style={{ left: axisX(index, count, size) + moved, maxWidth: room }}
            title={`${label}\n${text.runPanels.parallel.headHint}`}
            aria-label={text.runPanels.parallel.head(label, flipped)}
            aria-description={text.runPanels.parallel.headKeys}
            aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Delete f"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ name, start: event.clientX, by: 0 });
            }}
            onPointerMove={(event) => {
              if (drag?.name === name) setDrag({ ...drag, by: placeOf(event) });
            }}
            onPointerUp={(event) => drop(event, index)}
            onPointerCancel={() => setDrag(undefined)}
            onClick={() => {
              // Dropped elsewhere it is no press.
              if (Math.abs(moved) < 4) onFlip(name);
            }}
            onKeyDown={(event) => onKey(event, axis, index)}
          >
            <span className="clip">{label}</span>
            {flipped ? <ArrowDownUp size={11} aria-hidden /> : null}
          </button>
        );
      })}
    </div>
  );
}

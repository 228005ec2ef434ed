import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { fitWidth, widthRange } from './column-widths.ts';
import type { WidthChange } from './use-column-widths.ts';

const stepPx = 16;

/** The edge of a column: drawn, or moved by arrows, it makes the column wider; a double click gives the usual width. */
export function ResizeHandle({
  label,
  name,
  width,
  onWidth,
}: {
  label: string;
  name: string;
  width: number;
  onWidth: (change: WidthChange) => void;
}) {
  const from = useRef<{ x: number; width: number }>(undefined);
  const at = (event: PointerEvent) => fitWidth((from.current?.width ?? width) + event.clientX - (from.current?.x ?? 0));
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -stepPx : event.key === 'ArrowRight' ? stepPx : 0;
    if (event.altKey || by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth({ name, width: fitWidth(width + by), moving: false });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <span
      className="run-resize"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={text.grid.widthOf(label)}
      aria-valuenow={width}
      aria-valuemin={widthRange.min}
      aria-valuemax={widthRange.max}
      title={text.grid.widthHint}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (from.current) onWidth({ name, width: at(event), moving: true });
      }}
      onPointerUp={(event) => {
        const moved = from.current && event.clientX !== from.current.x;
        if (moved) onWidth({ name, width: at(event), moving: false });
        from.current = undefined;
      }}
      onPointerCancel={() => {
        from.current = undefined;
        onWidth({ name, width: undefined, moving: true });
      }}
      onDoubleClick={() => onWidth({ name, width: undefined, moving: false })}
      // Or the column would be dragged to another place.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

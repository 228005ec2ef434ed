'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { canvasPen } from './canvas-pen.ts';
import type { Pen } from './pen.ts';
import type { Size } from './plot-box.ts';
import './run-panels.css';

export type Paint = (pen: Pen, size: Size) => void;

export interface Point {
  x: number;
  y: number;
}

/**
 * Marks on a canvas, and above it what moves with the pointer, so that thousands of marks are drawn once.
 * @param paint keep it stable between renders: a new one draws all anew
 */
export function PlotLayers({
  label,
  describedBy,
  height,
  paint,
  paintOver,
  below,
  onMove,
  onDown,
  onDrag,
  onPick,
  onCancel,
  onKey,
  children,
}: {
  label: string;
  describedBy: string;
  height: number;
  paint: Paint | undefined;
  paintOver: Paint | undefined;
  /** Canvases that draw themselves, below the others. */
  below?: ReactNode;
  /** Where the pointer is; undefined when it left. */
  onMove: (at: Point | undefined) => void;
  onDown?: (event: PointerEvent) => void;
  onDrag?: (event: PointerEvent) => void;
  /** The pointer was pressed and is let go. */
  onPick: (event: PointerEvent) => void;
  /** The pointer is gone before it was let go: the page is scrolled with it, or another window came. */
  onCancel?: () => void;
  onKey: (event: KeyboardEvent) => void;
  children?: ReactNode;
}) {
  const [host, setHost] = useState<HTMLElement | null>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  useEffect(() => drawOn(base.current, { width, height }, paint), [width, height, paint]);
  useEffect(() => drawOn(over.current, { width, height }, paintOver), [width, height, paintOver]);
  const point = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    onMove({ x: event.clientX - left, y: event.clientY - top });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no set of fields; its arrows go from mark to mark
    <div
      ref={setHost}
      className="run-plot"
      style={{ height }}
      role="group"
      aria-label={label}
      aria-details={describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what a pointer finds, the arrows find too
      tabIndex={0}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        onDown?.(event);
        point(event);
      }}
      onPointerMove={(event) => {
        onDrag?.(event);
        point(event);
      }}
      onPointerLeave={() => onMove(undefined)}
      onBlur={() => onMove(undefined)}
      onPointerUp={onPick}
      onPointerCancel={onCancel}
      onLostPointerCapture={onCancel}
    >
      {below}
      <canvas ref={base} aria-hidden />
      <canvas ref={over} aria-hidden />
      {children}
    </div>
  );
}

/** How wide an element is; 0 until it is seen. */
export function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function drawOn(canvas: HTMLCanvasElement | null, { width, height }: Size, paint: Paint | undefined): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context || width === 0) return;
  const ratio = devicePixelRatio;
  // Setting the size clears it.
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  paint?.(canvasPen(context), { width, height });
}

'use client';

import { useEffect, useRef } from 'react';
import type { Size } from '../drawing/plot-box.ts';
import type { Inks } from '../drawing/use-inks.ts';
import { paintLines } from './paint-lines.ts';
import type { ParallelMarks } from './parallel-marks.ts';

/** All lines pale, drawn once, and above them those within the brushes. */
export function LineLayers({
  marks,
  inside,
  brushed,
  size,
  inks,
}: {
  marks: ParallelMarks;
  inside: Uint8Array;
  /** Whether anything is brushed: otherwise there is nothing to be pale behind. */
  brushed: boolean;
  size: Size;
  inks: Inks;
}) {
  const behind = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLCanvasElement>(null);
  const { width, height } = size;
  useEffect(() => {
    const canvas = behind.current;
    return canvas && brushed
      ? paintLines(canvas, { marks, runs: marks.order, size: { width, height }, color: inks.grid })
      : undefined;
  }, [marks, width, height, brushed, inks]);
  useEffect(() => {
    const canvas = before.current;
    const runs = marks.order.filter((run) => inside[run] === 1);
    return canvas ? paintLines(canvas, { marks, runs, size: { width, height } }) : undefined;
  }, [marks, inside, width, height]);
  return (
    <>
      <canvas ref={behind} aria-hidden hidden={!brushed} />
      <canvas ref={before} aria-hidden />
    </>
  );
}

import { canvasPen } from '../drawing/canvas-pen.ts';
import type { Size } from '../drawing/plot-box.ts';
import { alphaOf, lineOf, type ParallelMarks } from './parallel-marks.ts';

/** What one frame may take of the time of the page, so that a brush moves at sixty frames a second. */
const frameMs = 7;
const mostAtOnce = 1_500;

/**
 * Draws the lines of runs over as many frames as it takes, a fair part of them in the first.
 * @param color of all; undefined: each in its own
 * @returns what stops it
 */
export function paintLines(
  canvas: HTMLCanvasElement,
  { marks, runs, size, color }: { marks: ParallelMarks; runs: Int32Array; size: Size; color?: string | undefined },
): () => void {
  // Drawn at once and not when the frame is put together, so that the clock below sees what lines take.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || size.width === 0) return () => {};
  const ratio = devicePixelRatio;
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  context.scale(ratio, ratio);
  const pen = canvasPen(context);
  const alpha = color === undefined ? alphaOf(runs.length) : 0.5;
  let next = 0;
  let frame = 0;
  const paint = () => {
    const until = performance.now() + frameMs;
    const last = Math.min(runs.length, next + mostAtOnce);
    while (next < last) {
      const run = runs[next] ?? 0;
      for (const piece of lineOf(marks, run, size)) pen.line(piece, { color: color ?? marks.colors[run] ?? '', alpha });
      next += 1;
      // A look at the clock costs as much as a few lines.
      if (next % 32 === 0 && performance.now() > until) break;
    }
    if (next < runs.length) frame = requestAnimationFrame(paint);
  };
  paint();
  return () => cancelAnimationFrame(frame);
}

import type { Size } from '../drawing.tsx';

export interface MatrixLayout {
  columns: number;
  /** Pixels of a cell, of what stands left of a matrix, and of all of it with what is around. */
  cell: number;
  left: number;
  width: number;
  height: number;
}

/** Above a matrix: the run, then the predicted classes. */
export const headHeight = 40;
const gap = 18;
const leastCell = 13;
const mostCell = 64;

/**
 * How matrices of `classes` classes share a room: as many beside each other as leave cells of a readable size, and the
 * arrangement with the largest cells among those that need no scrolling.
 * @param labelWidth pixels for the names of classes
 */
export function matrixLayout(
  { width, height }: Size,
  count: number,
  classes: number,
  labelWidth: number,
): MatrixLayout {
  const layoutOf = (columns: number): MatrixLayout & { fits: boolean } => {
    const rows = Math.ceil(count / columns);
    const inWidth = (width / columns - gap - labelWidth) / classes;
    const inHeight = (height / rows - gap - headHeight) / classes;
    const fits = Math.min(inWidth, inHeight) >= leastCell;
    const cell = Math.max(leastCell, Math.min(mostCell, inWidth, fits ? inHeight : mostCell / 2));
    return {
      columns,
      cell,
      left: labelWidth,
      width: labelWidth + classes * cell + gap,
      height: headHeight + classes * cell + gap,
      fits,
    };
  };
  const all = Array.from({ length: Math.max(1, count) }, (_, at) => layoutOf(at + 1));
  const fitting = all.filter((one) => one.fits);
  const { fits: _, ...best } = (fitting.length > 0 ? fitting : all.slice(0, widest(all, width))).reduce((a, b) =>
    b.cell > a.cell ? b : a,
  );
  return best;
}

/** Where nothing fits without scrolling: how many stand beside each other at least. */
function widest(all: readonly MatrixLayout[], width: number): number {
  return Math.max(1, all.findLastIndex((one) => one.columns * one.width <= width) + 1);
}

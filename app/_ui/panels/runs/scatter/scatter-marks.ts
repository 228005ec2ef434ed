import type { Pen } from '../drawing/pen.ts';
import { type Axes, drawAxes, drawLegend, type PlotBox, plotBox, type Size } from '../drawing/plot-box.ts';
import type { Point } from '../drawing/plot-layers.tsx';
import type { RunColors } from '../drawing/run-colors.ts';
import type { Inks } from '../drawing/use-inks.ts';
import type { Scale } from '../scale/scale.ts';
import type { FittedLine } from './fit-line.ts';

export interface ScatterMarks extends Axes {
  runColors: RunColors;
  colorName: string;
  size: Scale | undefined;
  /** Runs that are drawn, those above others last. */
  order: Int32Array;
  line: FittedLine | undefined;
  /** Runs of the front, from left to right. */
  front: readonly number[];
}

const reach = 16;

export const boxOf = (marks: ScatterMarks, size: Size) => plotBox(size, marks, marks.runColors.legend.length > 0);

/** Where a run stands. */
export function pointOf({ x, y }: Axes, box: PlotBox, run: number): Point {
  return {
    x: box.left + (x.places[run] ?? 0) * (box.right - box.left),
    y: box.bottom - (y.places[run] ?? 0) * (box.bottom - box.top),
  };
}

/** Runs with a place on both axes: pale ones first, so that none hides one with a colour. */
export function drawOrder(x: Scale, y: Scale, pale: Uint8Array): Int32Array {
  const drawn = [...x.places.keys()].filter((run) => !Number.isNaN(x.places[run]) && !Number.isNaN(y.places[run]));
  return Int32Array.from([...drawn.filter((run) => pale[run] === 1), ...drawn.filter((run) => pale[run] === 0)]);
}

export function radiusOf({ size, order }: Pick<ScatterMarks, 'size' | 'order'>, run: number): number {
  const usual = order.length > 2_000 ? 2.5 : order.length > 300 ? 3.2 : 4;
  if (!size) return usual;
  const place = size.places[run] ?? Number.NaN;
  // By area, so that twice the value looks like twice as much.
  return Number.isNaN(place) ? 2 : Math.sqrt(4 + place * 77);
}

/** Draws all runs, their front and their line. */
export function drawScatter(pen: Pen, size: Size, marks: ScatterMarks, inks: Inks): void {
  const box = boxOf(marks, size);
  drawAxes(pen, box, marks, inks);
  const { colors, pale, legend } = marks.runColors;
  if (legend.length > 0) drawLegend(pen, { ...box, top: 14 }, legend, inks, marks.colorName);
  for (const run of marks.order) {
    const { x, y } = pointOf(marks, box, run);
    pen.dot(x, y, radiusOf(marks, run), { color: colors[run] ?? inks.dim, alpha: pale[run] ? 0.35 : 0.8 });
  }
  if (marks.front.length > 0) {
    const corners = marks.front.map((run) => pointOf(marks, box, run)).flatMap(({ x, y }) => [x, y]);
    pen.line(corners, { color: inks.ink, width: 1.5, dash: [4, 3] });
    for (const run of marks.front) {
      const { x, y } = pointOf(marks, box, run);
      pen.dot(x, y, radiusOf(marks, run) + 1, { color: colors[run] ?? inks.dim, ring: inks.ink });
    }
  }
  if (marks.line) drawLine(pen, box, marks.line, inks);
}

/** The part of the line within the frame. */
function drawLine(pen: Pen, box: PlotBox, { from, to }: FittedLine, inks: Inks): void {
  const slope = to - from;
  const at = (y: number) => (slope === 0 ? (from >= 0 && from <= 1 ? 0 : 1) : (y - from) / slope);
  const [first, last] =
    slope === 0 ? [0, 1] : [Math.max(0, Math.min(at(0), at(1))), Math.min(1, Math.max(at(0), at(1)))];
  if (first >= last) return;
  const toPixels = (x: number) => [
    box.left + x * (box.right - box.left),
    box.bottom - (from + slope * x) * (box.bottom - box.top),
  ];
  pen.line([...toPixels(first), ...toPixels(last)], { color: inks.accent, width: 1.75 });
}

/** Draws the run that is looked at above all. */
export function drawHot(pen: Pen, size: Size, marks: ScatterMarks, run: number, inks: Inks): void {
  const box = boxOf(marks, size);
  const { x, y } = pointOf(marks, box, run);
  if (Number.isNaN(x) || Number.isNaN(y)) return;
  pen.line([box.left, y, x, y], { color: inks.dim, dash: [3, 3] });
  pen.line([x, y, x, box.bottom], { color: inks.dim, dash: [3, 3] });
  pen.dot(x, y, radiusOf(marks, run) + 2.5, { color: marks.runColors.colors[run] ?? inks.dim, ring: inks.ink });
}

/** The drawn run nearest to a point, if one is near. */
export function nearestPoint(
  { x, y, order }: { x: Float64Array; y: Float64Array; order: Int32Array },
  box: PlotBox,
  at: Point,
): number | undefined {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  let nearest: number | undefined;
  let least = reach * reach;
  for (const run of order) {
    const dx = box.left + (x[run] ?? Number.NaN) * width - at.x;
    const dy = box.bottom - (y[run] ?? Number.NaN) * height - at.y;
    const distance = dx * dx + dy * dy;
    if (distance <= least) [nearest, least] = [run, distance];
  }
  return nearest;
}

import { fitted, type Pen } from '../drawing/pen.ts';
import type { Size } from '../drawing/plot-box.ts';
import type { Point } from '../drawing/plot-layers.tsx';
import type { Inks } from '../drawing/use-inks.ts';
import type { Scale } from '../scale/scale.ts';
import type { Brushes } from './brush.ts';

export interface ParallelAxis {
  name: string;
  label: string;
  scale: Scale;
  /** Of each run; its scale's. */
  places: Float64Array;
  flipped: boolean;
}

export interface ParallelMarks {
  axes: readonly ParallelAxis[];
  colors: readonly string[];
  runs: number;
  /** In which runs are drawn: mixed, so that the first thousand are a fair part of all. */
  order: Int32Array;
}

const side = 46;
const [top, bottom] = [10, 12];
const reach = 12;
const axisReach = 14;

/** Where axis number `index` stands. */
export function axisX(index: number, count: number, { width }: Size): number {
  return count < 2 ? width / 2 : side + (index * (width - 2 * side)) / (count - 1);
}

/** Which number an axis would have at a place. */
export function axisAt(x: number, count: number, size: Size): number {
  const each = count < 2 ? 1 : (size.width - 2 * side) / (count - 1);
  return Math.min(count - 1, Math.max(0, Math.round((x - side) / each)));
}

export function placeToY(place: number, flipped: boolean, { height }: Size): number {
  return top + (flipped ? place : 1 - place) * (height - top - bottom);
}

export function yToPlace(y: number, flipped: boolean, { height }: Size): number {
  const share = (y - top) / (height - top - bottom);
  return flipped ? share : 1 - share;
}

/** The axis under the pointer, if one is near. */
export function nearAxis(x: number, count: number, size: Size): number | undefined {
  const index = axisAt(x, count, size);
  return Math.abs(axisX(index, count, size) - x) <= axisReach ? index : undefined;
}

/** The pieces of a run's line: it is cut where the run has no place on an axis. */
export function lineOf({ axes }: Pick<ParallelMarks, 'axes'>, run: number, size: Size): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  axes.forEach(({ places, flipped }, index) => {
    const place = places[run] ?? Number.NaN;
    if (Number.isNaN(place)) {
      if (piece.length > 2) pieces.push(piece);
      piece = [];
    } else piece.push(axisX(index, axes.length, size), placeToY(place, flipped, size));
  });
  if (piece.length > 2) pieces.push(piece);
  return pieces;
}

/** The run whose line passes nearest to a point, among those inside. */
export function nearestLine(
  { axes, order }: ParallelMarks,
  inside: Uint8Array,
  at: Point,
  size: Size,
): number | undefined {
  const count = axes.length;
  const left = Array.from({ length: Math.max(0, count - 1) }, (_, index) => index).findLast(
    (index) => axisX(index, count, size) <= at.x,
  );
  const [before, after] = [axes[left ?? 0], axes[(left ?? 0) + 1]];
  if (left === undefined || !before || !after) return undefined;
  const [from, to] = [axisX(left, count, size), axisX(left + 1, count, size)];
  const share = (at.x - from) / (to - from);
  let nearest: number | undefined;
  let least = reach;
  for (const run of order) {
    if (inside[run] === 0) continue;
    const y =
      placeToY(before.places[run] ?? Number.NaN, before.flipped, size) * (1 - share) +
      placeToY(after.places[run] ?? Number.NaN, after.flipped, size) * share;
    const distance = Math.abs(y - at.y);
    if (distance < least) [nearest, least] = [run, distance];
  }
  return nearest;
}

/** How strongly each of so many lines is drawn. */
export const alphaOf = (lines: number) => Math.min(0.85, Math.max(0.06, 7 / Math.sqrt(lines)));

/** Draws the axes with their ticks, and what is brushed on them. */
export function drawParallelAxes(
  pen: Pen,
  size: Size,
  { axes }: Pick<ParallelMarks, 'axes'>,
  brushes: Brushes,
  inks: Inks,
): void {
  axes.forEach(({ name, scale, flipped }, index) => {
    const x = Math.round(axisX(index, axes.length, size)) + 0.5;
    const brush = brushes[name];
    pen.line([x, placeToY(0, flipped, size), x, placeToY(1, flipped, size)], { color: inks.ink, alpha: 0.55 });
    if (brush) {
      const ends = [placeToY(brush.from, flipped, size), placeToY(brush.to, flipped, size)];
      const [high, low] = [Math.min(...ends), Math.max(...ends)];
      pen.rect(x - 6, high, 12, low - high, { color: inks.accent, alpha: 0.28 });
      for (const y of ends) pen.line([x - 6, y, x + 6, y], { color: inks.accent, width: 2 });
    }
    const room = axes.length < 2 ? size.width / 2 : (size.width - 2 * side) / (axes.length - 1);
    const last = index === axes.length - 1;
    const ticks = scale.ticks(Math.max(2, Math.floor(size.height / 46)));
    for (const { place, label } of ticks) {
      const y = placeToY(place, flipped, size);
      pen.line([x - 3, y, x + 3, y], { color: inks.ink, alpha: 0.55 });
      const words = fitted(label, Math.max(30, room - 24), 10.5);
      // Lines pass under it.
      const width = 4 + words.length * 6;
      pen.rect(last ? x - 6 - width : x + 6, y - 7, width, 13, { color: inks.paper, alpha: 0.8 });
      pen.text(words, last ? x - 8 : x + 8, y + 3.5, { color: inks.dim, size: 10.5, anchor: last ? 'end' : 'start' });
    }
  });
}

/** Draws one line above all. */
export function drawHotLine(pen: Pen, size: Size, marks: ParallelMarks, run: number, inks: Inks): void {
  const color = marks.colors[run] ?? inks.ink;
  for (const piece of lineOf(marks, run, size)) {
    pen.line(piece, { color: inks.paper, width: 5 });
    pen.line(piece, { color, width: 2.5 });
    for (let at = 0; at < piece.length; at += 2) {
      pen.dot(piece[at] ?? 0, piece[at + 1] ?? 0, 3.5, { color, ring: inks.paper });
    }
  }
}

/** All of it at once, for a file. */
export function drawParallel(
  pen: Pen,
  size: Size,
  marks: ParallelMarks,
  inside: Uint8Array,
  brushes: Brushes,
  inks: Inks,
): void {
  const head = 22;
  const lower: Pen = {
    line: (points, style) =>
      pen.line(
        points.map((place, at) => (at % 2 === 1 ? place + head : place)),
        style,
      ),
    rect: (x, y, width, height, style) => pen.rect(x, y + head, width, height, style),
    dot: (x, y, radius, style) => pen.dot(x, y + head, radius, style),
    text: (words, x, y, style) => pen.text(words, x, y + head, style),
  };
  const below = { ...size, height: size.height - head };
  const drawn = marks.order.filter((run) => inside[run] === 1);
  for (const run of drawn) {
    for (const piece of lineOf(marks, run, below)) {
      lower.line(piece, { color: marks.colors[run] ?? inks.dim, alpha: alphaOf(drawn.length) });
    }
  }
  drawParallelAxes(lower, below, marks, brushes, inks);
  const room = size.width / Math.max(1, marks.axes.length);
  marks.axes.forEach(({ label }, index) => {
    const x = axisX(index, marks.axes.length, size);
    const anchor = index === 0 ? 'start' : index === marks.axes.length - 1 ? 'end' : 'middle';
    pen.text(fitted(label, room), index === 0 ? 6 : anchor === 'end' ? size.width - 6 : x, 14, {
      color: inks.ink,
      anchor,
    });
  });
}

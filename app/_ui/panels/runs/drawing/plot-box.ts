import type { Scale } from '../scale/scale.ts';
import { fitted, type Pen } from './pen.ts';
import type { Inks } from './use-inks.ts';

export interface Size {
  width: number;
  height: number;
}

/** Where the marks of a plot stand within it, in pixels. */
export interface PlotBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Axes {
  x: Scale;
  y: Scale;
  xName: string;
  yName: string;
}

const axisLabel = 92;

/** Room for the axes of a plot. @param legend whether a line of it stands above */
export function plotBox({ width, height }: Size, { y }: Axes, legend: boolean): PlotBox {
  const longest = Math.max(0, ...y.ticks(ticksOf(height)).map((tick) => tick.label.length));
  const left = 22 + Math.min(axisLabel, 8 + longest * 6.2);
  return { left, top: legend ? 24 : 10, right: width - 14, bottom: height - 38 };
}

const ticksOf = (pixels: number, each = 42) => Math.max(2, Math.floor(pixels / each));

/** Draws grid, ticks and names of both axes. */
export function drawAxes(pen: Pen, box: PlotBox, { x, y, xName, yName }: Axes, inks: Inks): void {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  for (const { place, label } of y.ticks(ticksOf(height))) {
    const at = Math.round(box.bottom - place * height) + 0.5;
    pen.line([box.left, at, box.right, at], { color: inks.grid });
    pen.text(fitted(label, axisLabel), box.left - 6, at + 3.5, { color: inks.dim, anchor: 'end' });
  }
  const ticks = x.ticks(ticksOf(width, 84));
  const room = ticks.length > 1 ? width / ticks.length : width;
  for (const { place, label } of ticks) {
    const at = box.left + place * width;
    pen.line([Math.round(at) + 0.5, box.top, Math.round(at) + 0.5, box.bottom], { color: inks.grid, alpha: 0.6 });
    pen.text(fitted(label, room), at, box.bottom + 15, { color: inks.dim, anchor: 'middle' });
  }
  pen.text(fitted(xName, width), box.left + width / 2, box.bottom + 31, {
    color: inks.ink,
    anchor: 'middle',
    size: 11.5,
  });
  pen.text(fitted(yName, height), 13, box.top + height / 2, {
    color: inks.ink,
    anchor: 'middle',
    size: 11.5,
    turned: true,
  });
}

/** Draws what colours mean in one line. */
export function drawLegend(
  pen: Pen,
  { left, right, top }: Pick<PlotBox, 'left' | 'right' | 'top'>,
  legend: readonly { label: string; color: string }[],
  inks: Inks,
  name: string,
): void {
  const given = Math.min(140, 10 + name.length * 6.4);
  const title = fitted(name, given);
  pen.text(title, left, top, { color: inks.ink });
  let at = left + given;
  const named = legend.filter((one) => one.label !== '').length;
  const each = Math.min(110, Math.max(28, (right - at - 12 * (legend.length - named)) / Math.max(1, named)));
  for (const { label, color } of legend) {
    if (at + 24 > right) break;
    pen.dot(at + 4, top - 4, 4, { color });
    pen.text(fitted(label, each - 18), at + 11, top, { color: inks.dim });
    at += label === '' ? 12 : Math.min(each, 22 + label.length * 6.4);
  }
}

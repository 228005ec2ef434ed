import type { Curve } from './line-series.ts';
import { isDrawable, type PreparedLine, type PreparedLines } from './prepare-lines.ts';
import { firstAtLeast } from './value-range.ts';

/** The part of a canvas that lines are drawn into, in its own pixels, and what its sides stand for. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  x: { min: number; max: number };
  y: { min: number; max: number };
  log: boolean;
  logX: boolean;
  /** Pixels of the canvas for one of the page. */
  ratio: number;
}

export interface LineStyle {
  color: string;
  /** Of a band around it: the same, let through. */
  band: string;
  dash: readonly number[];
}

/**
 * More lines than the palette has colours are a dot of the screen wide each: Chromium without a graphics card takes ten
 * times as long for lines that are half a dot wider.
 */
const mostWide = 12;

/** Up to so many points are drawn as dots too: a few points make no line. */
const mostDots = 24;

/**
 * Draws lines into a frame: bands below, then the points of smoothed lines faintly, then the lines. Each line has its own
 * x: joining fifty of them on one, as uPlot wants its data, costs more than drawing them.
 * @param only draws this one alone, thick
 */
export function drawLines(
  pen: CanvasRenderingContext2D,
  { data, styles, frame, only }: { data: PreparedLines; styles: readonly LineStyle[]; frame: Frame; only?: number },
): void {
  const drawn = data.lines.flatMap((line, index) => {
    const style = styles[index];
    return style && (only === undefined || index === only) ? [{ line, style }] : [];
  });
  const thin = Math.max(1, Math.floor(frame.ratio));
  const width = data.lines.length > mostWide ? thin : 1.5 * frame.ratio;
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, frame.top, frame.width, frame.height);
  pen.clip();
  pen.lineJoin = 'round';
  for (const { line, style } of drawn) if (line.band) fillBand(pen, line.band, style.band, frame);
  if (data.smoothed) {
    pen.globalAlpha = 0.18;
    for (const { line, style } of drawn) stroke(pen, line.raw, { color: style.color, width: thin, frame });
    pen.globalAlpha = 1;
  }
  for (const { line, style } of drawn) {
    pen.setLineDash(style.dash.map((length) => length * frame.ratio));
    stroke(pen, line.line, { color: style.color, width: only === undefined ? width : 2.5 * frame.ratio, frame });
    if (line.drawable <= mostDots) dots(pen, line, style.color, frame);
  }
  pen.restore();
}

/** Where values lie on the canvas. */
export function toCanvas(frame: Frame): { x: (value: number) => number; y: (value: number) => number } {
  const same = (value: number) => value;
  const [scaleX, scaleY] = [frame.logX ? Math.log10 : same, frame.log ? Math.log10 : same];
  const [first, last] = [scaleX(frame.x.min), scaleX(frame.x.max)];
  const [low, high] = [scaleY(frame.y.min), scaleY(frame.y.max)];
  const perX = frame.width / (last - first || 1);
  const perY = frame.height / (high - low || 1);
  const bottom = frame.top + frame.height;
  return {
    // What a logarithm has no place for lies far to the left.
    x: (value) => frame.left + Math.max(-1e6, (scaleX(value) - first) * perX),
    y: (value) => bottom - (scaleY(value) - low) * perY,
  };
}

function stroke(
  pen: CanvasRenderingContext2D,
  { x, y }: Curve,
  { color, width, frame }: { color: string; width: number; frame: Frame },
): void {
  const place = toCanvas(frame);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.beginPath();
  let drawing = false;
  // From the last point before the frame to the first behind it: the line passes through its sides.
  for (let index = Math.max(0, firstAtLeast(x, frame.x.min) - 1); index < x.length; index += 1) {
    const at = x[index] ?? 0;
    const value = y[index] ?? Number.NaN;
    if (!isDrawable(value, frame.log)) drawing = false;
    else if (drawing) pen.lineTo(place.x(at), place.y(value));
    else {
      pen.moveTo(place.x(at), place.y(value));
      drawing = true;
    }
    if (at > frame.x.max) break;
  }
  pen.stroke();
}

function dots(pen: CanvasRenderingContext2D, { line: { x, y } }: PreparedLine, color: string, frame: Frame): void {
  const place = toCanvas(frame);
  pen.fillStyle = color;
  pen.beginPath();
  for (let index = 0; index < x.length; index += 1) {
    const value = y[index] ?? Number.NaN;
    if (!isDrawable(value, frame.log)) continue;
    const [left, top] = [place.x(x[index] ?? 0), place.y(value)];
    pen.moveTo(left, top);
    pen.arc(left, top, 2.5 * frame.ratio, 0, 2 * Math.PI);
  }
  pen.fill();
}

function fillBand(
  pen: CanvasRenderingContext2D,
  { x, lo, hi }: NonNullable<PreparedLine['band']>,
  color: string,
  frame: Frame,
): void {
  const place = toCanvas(frame);
  pen.fillStyle = color;
  pen.beginPath();
  let from = 0;
  // A gap splits the band into pieces, each along its upper edge and back along its lower one.
  for (let index = 0; index <= x.length; index += 1) {
    const whole = isDrawable(hi[index] ?? Number.NaN, frame.log) && isDrawable(lo[index] ?? Number.NaN, frame.log);
    if (whole) continue;
    for (let at = from; at < index; at += 1) {
      const [left, top] = [place.x(x[at] ?? 0), place.y(hi[at] ?? 0)];
      if (at === from) pen.moveTo(left, top);
      else pen.lineTo(left, top);
    }
    for (let at = index - 1; at >= from; at -= 1) pen.lineTo(place.x(x[at] ?? 0), place.y(lo[at] ?? 0));
    if (index - from === 1)
      bar(pen, { x: place.x(x[from] ?? 0), lo: place.y(lo[from] ?? 0), hi: place.y(hi[from] ?? 0) }, frame);
    from = index + 1;
  }
  pen.fill();
}

/** A band at one place alone has no width of its own. */
function bar(pen: CanvasRenderingContext2D, { x, lo, hi }: { x: number; lo: number; hi: number }, frame: Frame): void {
  const width = 8 * frame.ratio;
  pen.rect(x - width / 2, hi, width, lo - hi);
}

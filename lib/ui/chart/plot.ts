import type uPlot from 'uplot';
import { formatDigits, formatShort } from '../format.ts';
import { drawLines, type Frame, type LineStyle } from './draw-lines.ts';
import { formatDurationTicks, formatTicks, formatTimeTicks } from './format-ticks.ts';
import type { XKind } from './line-series.ts';
import type { PreparedLines } from './prepare-lines.ts';
import { type ValueRange, valueRange } from './value-range.ts';
import { powersWithin, wideSteps } from './wide-ticks.ts';

export interface PlotStyle {
  lines: readonly LineStyle[];
  ink: string;
  grid: string;
  font: string;
}

/** A stretch of x, and of y where a box was drawn. */
export interface Zoom {
  min: number;
  max: number;
  y?: { min: number; max: number };
}

export interface PlotEvents {
  /** The pointer's place in pixels of the plotting area, or undefined when it left. */
  pointer: (at: { left: number; top: number } | undefined) => void;
  click: () => void;
  zoom: (to: Zoom | undefined) => void;
  /** Points beyond the frame changed, because outliers are cut off. */
  outside: (points: number) => void;
}

export interface PlotOptions {
  log: boolean;
  logX: boolean;
  clip: boolean;
  xKind: XKind;
  /** Plots of one group share one crosshair. */
  group: string | undefined;
  height: number;
  /** What is shown first; all of it where undefined. */
  zoom: Zoom | undefined;
}

export interface Plot {
  uplot: uPlot;
  update: (data: PreparedLines) => void;
  highlight: (line: number | undefined) => void;
  /** Shows a stretch of x, or all of it; tells nobody. */
  show: (zoom: Zoom | undefined) => void;
  destroy: () => void;
}

/**
 * A frame with axes, crosshair and zoom by uPlot, into which our own lines are drawn. The options and the number of lines
 * are fixed; `update` brings new points.
 */
export function createPlot({
  UPlot,
  host,
  data: first,
  style,
  options,
  events,
}: {
  UPlot: typeof uPlot;
  host: HTMLElement;
  data: PreparedLines;
  style: PlotStyle;
  options: PlotOptions;
  events: PlotEvents;
}): Plot {
  const { log, logX, clip, xKind, group, height } = options;
  let data = first;
  let zoom = options.zoom;
  let hot: number | undefined;
  let outside = 0;
  // uPlot asks several times for each drawing.
  let ranged: { of: PreparedLines; from: number; to: number; range: ValueRange } | undefined;
  let down: { x: number; y: number } | undefined;

  const axis: uPlot.Axis = {
    stroke: style.ink,
    font: style.font,
    grid: { stroke: style.grid, width: 1 },
    ticks: { show: false },
    gap: 6,
  };

  const uplot = new UPlot(
    {
      width: host.clientWidth || 320,
      height,
      ms: 1,
      legend: { show: false },
      padding: [8, 16, 0, 0],
      scales: {
        x: { time: xKind === 'time', distr: logX ? 3 : 1, range: () => xRange() },
        y: { distr: log ? 3 : 1, range: () => yRange() },
      },
      // What uPlot holds are the ends of x alone, so that its axes and its crosshair have something to stand on.
      series: [{}, { show: true, stroke: 'transparent', points: { show: false }, paths: () => null }],
      axes: [
        { ...axis, size: 26, grid: { show: false }, ...xValues(xKind, logX) },
        {
          ...axis,
          size: (_, values) =>
            Math.max(34, 10 + 6.4 * Math.max(0, ...(values ?? []).map((value) => String(value ?? '').length))),
          values: (_, ticks, __, ___, step) => yValues(ticks, step, log),
        },
      ],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: 4 },
        // The crosshair alone: zooms are handed on by ourselves, their end (a double click) too.
        sync:
          group === undefined
            ? undefined
            : {
                key: group,
                scales: ['x', null],
                filters: { pub: (type) => type.startsWith('mousemove') || type === 'mouseleave' },
              },
        bind: {
          dblclick: () => () => {
            zoomTo(undefined);
            return null;
          },
        },
      },
      hooks: {
        setCursor: [(u) => events.pointer(pointerInside(u))],
        setSelect: [onSelect],
        draw: [drawAll],
      },
    },
    holdEnds(data),
    host,
  );
  // Before it draws for the first time, which it does later.
  widen(uplot.axes[1], log);

  function xRange(): [number, number] {
    const [low, high] = zoom ? [zoom.min, zoom.max] : (data.extent ?? [0, 1]);
    if (logX) return aboveZero(low, high);
    // A single point would otherwise sit on a scale of no width.
    return low === high ? [low - 1, high + 1] : [low, high];
  }

  function yRange(): [number, number] {
    if (zoom?.y) return [zoom.y.min, zoom.y.max];
    const [from, to] = xRange();
    const range = rangeWithin(from, to);
    if (range.outside !== outside) {
      outside = range.outside;
      // Told later: uPlot is in the middle of its own work.
      queueMicrotask(() => events.outside(outside));
    }
    if (log) return logRange(range.min, range.max);
    const spread = range.max - range.min;
    const pad = spread > 0 ? spread * 0.06 : Math.abs(range.max) * 0.1 || 1;
    return [range.min - pad, range.max + pad];
  }

  function rangeWithin(from: number, to: number): ValueRange {
    if (ranged?.of !== data || ranged.from !== from || ranged.to !== to)
      ranged = { of: data, from, to, range: valueRange({ data, from, to, log, clip }) };
    return ranged.range;
  }

  function frameOf(u: uPlot): Frame {
    const range = (key: 'x' | 'y') => ({ min: u.scales[key]?.min ?? 0, max: u.scales[key]?.max ?? 1 });
    const { left, top, width, height: tall } = u.bbox;
    return { left, top, width, height: tall, x: range('x'), y: range('y'), log, logX, ratio: devicePixelRatio };
  }

  // All lines as one picture: to pale them behind the hot one, the picture is let through and nothing is drawn again.
  const picture = document.createElement('canvas');
  let pictured = '';
  let picturedData: PreparedLines | undefined;

  function drawAll(u: uPlot): void {
    const frame = frameOf(u);
    const { width, height: tall } = u.ctx.canvas;
    const shown = JSON.stringify([frame, width, tall]);
    const pen = picture.getContext('2d');
    if (pen && (picturedData !== data || pictured !== shown)) {
      // Setting the size clears it.
      picture.width = width;
      picture.height = tall;
      drawLines(pen, { data, styles: style.lines, frame });
      [picturedData, pictured] = [data, shown];
    }
    u.ctx.save();
    u.ctx.globalAlpha = hot === undefined ? 1 : 0.25;
    if (width > 0 && tall > 0) u.ctx.drawImage(picture, 0, 0);
    u.ctx.restore();
    if (hot !== undefined) drawLines(u.ctx, { data, styles: style.lines, frame, only: hot });
  }

  function onSelect(u: uPlot): void {
    const { left, top, width, height: tall } = u.select;
    if (width < 4) return;
    const box = u.cursor.drag?.y === true && tall >= 4;
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    zoomTo({
      min: u.posToVal(left, 'x'),
      max: u.posToVal(left + width, 'x'),
      ...(box ? { y: { min: u.posToVal(top + tall, 'y'), max: u.posToVal(top, 'y') } } : {}),
    });
  }

  function zoomTo(to: Zoom | undefined): void {
    show(to);
    events.zoom(to);
  }

  function show(to: Zoom | undefined): void {
    const same = to?.min === zoom?.min && to?.max === zoom?.max;
    // A box that was drawn here keeps its height when its stretch of x comes back from the page.
    if (same && (to?.y === undefined || to.y === zoom?.y) && (to !== undefined || zoom === undefined)) return;
    zoom = to;
    redraw();
  }

  /** With the scales computed anew. */
  function redraw(): void {
    uplot.setData(holdEnds(data), true);
  }

  // Shift-drag draws a box. uPlot reads the setting when the drag begins, after this listener.
  const onDown = (event: MouseEvent) => {
    down = { x: event.clientX, y: event.clientY };
    if (uplot.cursor.drag) uplot.cursor.drag.y = event.shiftKey;
  };
  const onUp = (event: MouseEvent) => {
    if (down && Math.hypot(event.clientX - down.x, event.clientY - down.y) < 4) events.click();
    down = undefined;
  };
  let inside = false;
  const onEnter = () => {
    inside = true;
  };
  const onLeave = () => {
    inside = false;
    events.pointer(undefined);
  };
  function pointerInside(u: uPlot) {
    const { left = -1, top = -1 } = u.cursor;
    return inside && left >= 0 && top >= 0 ? { left, top } : undefined;
  }
  uplot.over.addEventListener('mousedown', onDown, { capture: true });
  uplot.over.addEventListener('mouseup', onUp);
  uplot.over.addEventListener('mouseenter', onEnter);
  uplot.over.addEventListener('mouseleave', onLeave);

  const observer = new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientWidth !== uplot.width) uplot.setSize({ width: host.clientWidth, height });
  });
  observer.observe(host);

  return {
    uplot,
    update(next) {
      data = next;
      redraw();
    },
    highlight(line) {
      if (line === hot) return;
      hot = line;
      uplot.redraw(false);
    },
    show,
    destroy() {
      observer.disconnect();
      uplot.destroy();
    },
  };
}

/** Gives an axis ticks over a stretch that is wider than uPlot has steps for. */
function widen(axis: uPlot.Axis | undefined, log: boolean): void {
  const { incrs, splits, filter } = axis ?? {};
  // It has made functions of what it was given.
  if (!axis || typeof incrs !== 'function' || typeof splits !== 'function' || !filter) return;
  axis.incrs = (u, at, min, max, ...more) => wideSteps(min, max) ?? incrs(u, at, min, max, ...more);
  if (!log) return;
  axis.splits = (u, at, min, max, ...more) =>
    wideSteps(min, max) ? powersWithin(min, max) : splits(u, at, min, max, ...more);
  axis.filter = (u, ticks, ...more) => {
    const { min = 0, max = 0 } = u.scales.y ?? {};
    return wideSteps(min, max) ? ticks : filter(u, ticks, ...more);
  };
}

function holdEnds(data: PreparedLines): uPlot.AlignedData {
  const [low, high] = data.extent ?? [0, 1];
  return [
    [low, high],
    [null, null],
  ];
}

/** What a logarithm has a place for: steps begin at 0, and uPlot looks for ticks below it without end. */
function aboveZero(low: number, high: number): [number, number] {
  if (high <= 0) return [0.1, 1];
  const from = low > 0 ? low : Math.min(1, high / 10);
  return from < high ? [from, high] : [high / 2, high * 2];
}

/** A little room above and below, in the measure of the axis. */
function logRange(min: number, max: number): [number, number] {
  const pad = max > min ? (max / min) ** 0.06 : 2;
  return [min / pad, max * pad];
}

function xValues(kind: XKind, log: boolean): uPlot.Axis {
  if (kind === 'time') return { values: (_, ticks, __, ___, step) => formatTimeTicks(ticks, step) };
  if (kind === 'duration') return { values: (_, ticks) => formatDurationTicks(ticks) };
  return { values: (_, ticks, __, ___, step) => (log ? yValues(ticks, step, true) : formatTicks(ticks, step)) };
}

function yValues(ticks: (number | null)[], step: number, log: boolean): (string | null)[] {
  const shown = ticks.filter((tick) => tick !== null);
  if (log) return ticks.map((tick) => (tick === null ? null : logLabel(tick)));
  const names = formatTicks(shown, step);
  return ticks.map((tick) => (tick === null ? null : (names[shown.indexOf(tick)] ?? '')));
}

function logLabel(tick: number): string {
  return tick >= 10_000 ? formatShort(tick) : formatDigits(String(Number(tick.toPrecision(3))));
}

import type uPlot from 'uplot';
import { formatDurationTicks, formatTicks } from './format-ticks.ts';
import type { XKind } from './line-series.ts';
import { nearestIndex } from './nearest-rows.ts';
import type { PreparedLines } from './prepare-lines.ts';

export interface PlotStyle {
  /** One colour and dash for each series. */
  lines: { color: string; band: string; dash: readonly number[] }[];
  ink: string;
  grid: string;
  font: string;
}

export interface PlotEvents {
  /** The pointer's place in pixels of the plotting area, or undefined when it left. */
  pointer: (at: { left: number; top: number } | undefined) => void;
  click: () => void;
  zoom: (range: { min: number; max: number } | undefined) => void;
}

export interface Plot {
  uplot: uPlot;
  update: (data: PreparedLines) => void;
  highlight: (series: number | undefined) => void;
  resetZoom: () => void;
  zoomed: () => boolean;
  destroy: () => void;
}

/** Draws prepared lines with uPlot. The structure (series, colours, scales) is fixed; `update` brings new points. */
export function createPlot({
  UPlot,
  host,
  data: first,
  style,
  log,
  xKind,
  group,
  height,
  events,
}: {
  UPlot: typeof uPlot;
  host: HTMLElement;
  data: PreparedLines;
  style: PlotStyle;
  log: boolean;
  xKind: XKind;
  group: string | undefined;
  height: number;
  events: PlotEvents;
}): Plot {
  let data = first;
  let zoom: { min: number; max: number } | undefined;
  let down: { x: number; y: number } | undefined;

  const series: uPlot.Series[] = data.roles.map(({ series: index, role }) => {
    const line = style.lines[index];
    const hidden = role === 'lo' || role === 'hi';
    return {
      spanGaps: false,
      stroke: hidden ? undefined : line?.color,
      width: hidden ? 0 : role === 'raw' ? 1 : 1.5,
      alpha: role === 'raw' ? 0.2 : 1,
      dash: role === 'line' ? [...(line?.dash ?? [])] : undefined,
      points: { show: role === 'line' && (data.lines[index]?.finite ?? 0) <= 24, size: 5, width: 0, fill: line?.color },
    };
  });
  const bands: uPlot.Band[] = data.roles.flatMap(({ series: index, role }, at) =>
    role === 'hi' ? [{ series: [at + 1, at + 2] as [number, number], fill: style.lines[index]?.band }] : [],
  );
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
      padding: [8, 10, 0, 0],
      scales: { x: { time: xKind === 'time', range: xRange }, y: { distr: log ? 3 : 1 } },
      series: [{}, ...series],
      bands,
      axes: [
        { ...axis, size: 26, grid: { show: false }, ...xValues(xKind) },
        {
          ...axis,
          size: (_, values) =>
            Math.max(34, 10 + 6.4 * Math.max(0, ...(values ?? []).map((value) => String(value ?? '').length))),
          values: (_, ticks, __, ___, step) => yValues(ticks, step, log),
        },
      ],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: true, dist: 4 },
        sync: group === undefined ? undefined : { key: group, scales: ['x', null] },
        points: {
          size: 6,
          width: 0,
          fill: (_, at) => style.lines[data.roles[at - 1]?.series ?? 0]?.color ?? style.ink,
        },
        // A line has its own steps: its dot sits on its own nearest point, not on a step of another line.
        dataIdx: (u, at, closest, x) => {
          const role = data.roles[at - 1];
          const line = role && data.lines[role.series];
          if (!line || role.role !== 'line') return closest;
          const own = nearestIndex(line.x, x);
          const row = line.rows[own];
          return row === undefined || u.data[at]?.[row] == null ? closest : row;
        },
      },
      hooks: {
        setCursor: [(u) => events.pointer(pointerInside(u))],
        setScale: [
          (u, key) => {
            if (key !== 'x') return;
            const { min, max } = u.scales.x ?? {};
            const [low, high] = extent(data.x);
            const now = min == null || max == null || (min <= low && max >= high) ? undefined : { min, max };
            if (now?.min === zoom?.min && now?.max === zoom?.max) return;
            zoom = now;
            events.zoom(zoom);
          },
        ],
      },
    },
    [data.x, ...data.columns],
    host,
  );

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
      const kept = zoom;
      uplot.setData([next.x, ...next.columns], kept === undefined);
      if (kept) uplot.setScale('x', kept);
    },
    highlight(hot) {
      data.roles.forEach(({ series: index, role }, at) => {
        const each = uplot.series[at + 1];
        if (!each) return;
        const pale = hot !== undefined && index !== hot;
        each.alpha = role === 'raw' ? (pale ? 0.04 : 0.2) : pale ? 0.25 : 1;
        each.width = role === 'line' ? (index === hot ? 2.5 : 1.5) : role === 'raw' ? 1 : 0;
      });
      uplot.redraw(false);
    },
    resetZoom() {
      const [min, max] = extent(data.x);
      uplot.setScale('x', { min, max });
    },
    zoomed: () => zoom !== undefined,
    destroy() {
      observer.disconnect();
      uplot.destroy();
    },
  };
}

function extent(x: readonly number[]): [number, number] {
  return [x[0] ?? 0, x.at(-1) ?? 1];
}

// A single point would otherwise sit on a scale of no width.
function xRange(_: uPlot, min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  return min === max ? [min - 1, max + 1] : [min, max];
}

function xValues(kind: XKind): uPlot.Axis {
  if (kind === 'time') return {};
  if (kind === 'duration') return { values: (_, ticks) => formatDurationTicks(ticks) };
  return { values: (_, ticks, __, ___, step) => formatTicks(ticks, step) };
}

function yValues(ticks: (number | null)[], step: number, log: boolean): (string | null)[] {
  const shown = ticks.filter((tick) => tick !== null);
  if (log) return ticks.map((tick) => (tick === null ? null : String(Number(tick.toPrecision(3)))));
  const names = formatTicks(shown, step);
  return ticks.map((tick) => (tick === null ? null : (names[shown.indexOf(tick)] ?? '')));
}

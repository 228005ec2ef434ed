'use client';

import 'uplot/dist/uPlot.min.css';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { formatNumber } from '../format.ts';
import { Panel } from '../panel.tsx';
import { InPanelHead } from '../panel-head.tsx';
import { text } from '../text/text.ts';
import { ChartTooltip, type TooltipState } from './chart-tooltip.tsx';
import { crosshairAfter } from './crosshair-keys.ts';
import { drawingTurn } from './drawing-turn.ts';
import { linesToCsv, linesToSvg } from './export-lines.ts';
import { type ChartExport, ExportMenu } from './export-menu.tsx';
import type { LineSeries, XKind } from './line-series.ts';
import { LinesTable } from './lines-table.tsx';
import { nearestRows } from './nearest-rows.ts';
import { assignRunColors } from './palette.ts';
import { createPlot, type Plot, type Zoom } from './plot.ts';
import { type PreparedLines, prepareLines } from './prepare-lines.ts';
import type { Smoothing } from './smooth.ts';
import { resolveColor, useShownTheme } from './theme-colors.ts';
import { hasWithin } from './value-range.ts';

export type { LineSeries, XKind } from './line-series.ts';

export interface LineChartProps {
  title: string;
  /** Keep stable between renders (useMemo): a new array prepares everything anew. */
  series: readonly LineSeries[];
  height?: number;
  smoothing?: Smoothing;
  /** Of values, and of x. */
  log?: boolean;
  logX?: boolean;
  /** Cuts outliers off, and says so. */
  clip?: boolean;
  xLabel?: string;
  xKind?: XKind;
  direction?: 'up' | 'down' | null;
  /** Charts with the same key share one crosshair. */
  group?: string;
  /** Id of the series to draw thick while the others pale. */
  highlight?: string;
  onHighlight?: (id: string | undefined) => void;
  /** The stretch of x to show, and what is to happen when another one is drawn; without them the chart holds its own. */
  zoom?: Zoom | undefined;
  onZoom?: (zoom: Zoom | undefined) => void;
  footer?: string;
  /** Without the panel around it. */
  bare?: boolean;
}

/** What charts are drawn with, which no page needs before it has points. */
export const loadPlotter = () => import('uplot');

/** Metric curves on a canvas: raw under smoothed, crosshair, nearest-first tooltip, drag to zoom, export. */
export function LineChart({
  title,
  series,
  height = 220,
  smoothing = none,
  log = false,
  logX = false,
  clip = false,
  xLabel = text.chart.step,
  xKind = 'number',
  direction,
  group,
  highlight,
  onHighlight,
  zoom: given,
  onZoom,
  footer,
  bare,
}: LineChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const made = useRef(false);
  const tableId = useId();
  const theme = useShownTheme();
  const [own, setOwn] = useState<Zoom>();
  const [outside, setOutside] = useState(0);
  const zoom = onZoom ? given : own;
  const [tip, setTip] = useState<TooltipState>();
  const [pinned, setPinned] = useState(false);

  const prepared = useMemo(() => prepareLines({ series, smoothing, log }), [series, smoothing, log]);
  const palette = useMemo(() => {
    const given = assignRunColors(series.map((each) => each.id));
    return series.map((each) => ({
      color: each.color ?? given.get(each.id)?.css ?? 'var(--accent)',
      dash: each.dash ?? given.get(each.id)?.dash ?? [],
    }));
  }, [series]);
  const points = prepared.lines.reduce((sum, line) => sum + line.raw.x.length, 0);
  const empty = prepared.extent === undefined;

  // What the canvas callbacks read: always the latest, without building the plot again.
  const latest = useRef({ prepared, series, highlight, onHighlight, onZoom, zoom, pinned, tip });
  useEffect(() => {
    latest.current = { prepared, series, highlight, onHighlight, onZoom, zoom, pinned, tip };
  });

  const pointTo = useRef((at: { left: number; top: number } | undefined) => {
    if (latest.current.pinned) return;
    const state = at && plot.current ? readTip(plot.current, latest.current.prepared, at) : undefined;
    setTip(state);
    const near = state?.rows[0];
    latest.current.onHighlight?.(near && near.distance < 30 ? latest.current.series[near.series]?.id : undefined);
  });

  const structure = JSON.stringify([theme, log, logX, clip, xKind, group, height, palette]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `structure` stands for everything a plot is built from; new points come through update
  useEffect(() => {
    const element = host.current;
    if (!element || empty) return;
    let stopped = false;
    // One that is drawn anew keeps its place: only new ones take turns.
    const turn = made.current ? undefined : drawingTurn(() => !stopped);
    void Promise.all([loadPlotter(), turn]).then(([{ default: UPlot }]) => {
      if (stopped) return;
      made.current = true;
      plot.current = createPlot({
        UPlot,
        host: element,
        data: latest.current.prepared,
        options: { log, logX, clip, xKind, group, height, zoom: latest.current.zoom },
        style: {
          lines: palette.map(({ color, dash }) => ({
            color: resolveColor(color, element),
            band: resolveColor(`color-mix(in oklch, ${color} 14%, transparent)`, element),
            dash,
          })),
          ink: resolveColor('var(--ink-3)', element),
          grid: resolveColor('color-mix(in oklch, var(--line) 75%, transparent)', element),
          font: '11px "Inter Variable", Inter, sans-serif',
        },
        events: {
          pointer: (at) => pointTo.current(at),
          // There is something to pin where something is shown.
          click: () => setPinned((was) => !was && latest.current.tip !== undefined),
          zoom: latest.current.onZoom ? (to) => latest.current.onZoom?.(to) : setOwn,
          outside: setOutside,
        },
      });
      plot.current.highlight(indexOf(latest.current.series, latest.current.highlight));
    });
    return () => {
      stopped = true;
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [structure, empty]);

  useEffect(() => plot.current?.update(prepared), [prepared]);
  useEffect(() => plot.current?.show(zoom), [zoom]);

  useEffect(() => {
    plot.current?.highlight(indexOf(series, highlight));
  }, [highlight, series]);

  const total = series.reduce((sum, each) => sum + (each.total ?? each.x.length), 0);
  const within = useMemo(() => zoom === undefined || hasWithin(prepared, zoom, log), [prepared, zoom, log]);
  const lost = total > 0 && !within;
  const showAll = () => (onZoom ?? setOwn)(undefined);
  const skipped = prepared.lines.reduce((sum, line) => sum + line.skipped, 0);
  const source: ChartExport = {
    csv: () => linesToCsv(series, xLabel),
    svg: () =>
      host.current && plot.current
        ? drawing(host.current, plot.current, { title, series, prepared, palette, log, logX, xLabel })
        : undefined,
    png: () => (host.current ? pngOfCanvas(host.current) : Promise.resolve(undefined)),
  };

  const onKey = (event: KeyboardEvent) => {
    const uplot = plot.current?.uplot;
    if (!uplot) return;
    const { clientWidth: width, clientHeight: height } = uplot.over;
    const { left = -1, top = -1 } = uplot.cursor;
    const next = crosshairAfter(event, { left, top }, { width, height });
    if (event.key === 'Enter') setPinned((was) => !was && tip !== undefined);
    else if (event.key === 'Escape' && pinned) setPinned(false);
    else if (next) {
      // The plot tells of the pointer alone: what it is told by others is not where somebody looks.
      uplot.setCursor(next, true);
      pointTo.current(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const body = (
    <>
      <div className="chart" style={{ height }}>
        {/* What the pointer reads off, keys read off too. */}
        <div
          ref={host}
          className="chart-canvas"
          role="img"
          tabIndex={empty ? undefined : 0}
          aria-label={summary(title, series, prepared)}
          aria-details={tableId}
          onKeyDown={onKey}
          onBlur={() => pointTo.current(undefined)}
        />
        {empty || lost ? (
          <div className="chart-empty dim">
            {lost ? (
              <span>
                {text.chart.nothingHere}{' '}
                <button type="button" className="link" onClick={showAll}>
                  {text.chart.showAll}
                </button>
              </span>
            ) : (
              text.chart.noPoints
            )}
          </div>
        ) : null}
        {tip && tip.rows.length > 0 ? (
          <ChartTooltip
            state={tip}
            series={series}
            colors={palette.map((each) => each.color)}
            xKind={xKind}
            xLabel={xLabel}
            smoothed={prepared.smoothed}
            pinned={pinned}
          />
        ) : null}
      </div>
      <LinesTable id={tableId} title={title} series={series} />
    </>
  );
  const notes = empty ? undefined : (
    <>
      <span>{text.chart.points(points, total)}</span>
      {skipped > 0 ? <span>{text.chart.skipped(skipped)}</span> : null}
      {outside > 0 ? <span>{text.chart.outside(outside)}</span> : null}
      {footer ? <span>{footer}</span> : null}
      {zoom ? (
        <button type="button" className="link" onClick={showAll}>
          {text.chart.zoomed}
        </button>
      ) : null}
    </>
  );
  if (bare)
    return (
      <div className="chart-bare">
        <InPanelHead>
          <ExportMenu title={title} source={source} />
        </InPanelHead>
        {body}
        {notes ? <div className="chart-notes dim small num">{notes}</div> : null}
      </div>
    );
  const hint =
    direction === 'up' ? text.chart.higherIsBetter : direction === 'down' ? text.chart.lowerIsBetter : undefined;
  return (
    <Panel
      title={title}
      hint={hint}
      actions={<ExportMenu title={title} source={source} />}
      footer={notes}
      flush
      className="chart-panel"
    >
      {body}
    </Panel>
  );
}

function indexOf(series: readonly LineSeries[], id: string | undefined): number | undefined {
  const index = id === undefined ? -1 : series.findIndex((each) => each.id === id);
  return index < 0 ? undefined : index;
}

const none: Smoothing = { kind: 'ema', weight: 0 };

function readTip(plot: Plot, prepared: PreparedLines, at: { left: number; top: number }): TooltipState {
  const { uplot } = plot;
  const x = uplot.posToVal(at.left, 'x');
  const { min, max } = uplot.scales.x ?? {};
  const rows = nearestRows({
    lines: prepared.lines,
    x,
    pointerY: at.top,
    toPixel: (value) => uplot.valToPos(value, 'y'),
    reach: ((max ?? 1) - (min ?? 0)) * 0.02,
  });
  const width = uplot.over.clientWidth;
  return {
    x: rows[0]?.x ?? x,
    rows,
    left: uplot.over.offsetLeft + at.left,
    side: at.left > width / 2 ? 'left' : 'right',
    edge: at.top > uplot.over.clientHeight / 2 ? 'top' : 'bottom',
  };
}

function drawing(
  host: HTMLElement,
  plot: Plot,
  {
    title,
    series,
    prepared,
    palette,
    log,
    logX,
    xLabel,
  }: {
    title: string;
    series: readonly LineSeries[];
    prepared: PreparedLines;
    palette: { color: string; dash: readonly number[] }[];
    log: boolean;
    logX: boolean;
    xLabel: string;
  },
): string {
  const range = (key: 'x' | 'y'): [number, number] => [
    plot.uplot.scales[key]?.min ?? 0,
    plot.uplot.scales[key]?.max ?? 1,
  ];
  return linesToSvg({
    title,
    log,
    logX,
    xLabel,
    xRange: range('x'),
    yRange: range('y'),
    ink: resolveColor('var(--ink)', host),
    paper: resolveColor('var(--panel)', host),
    grid: resolveColor('var(--line)', host),
    lines: series.map((each, index) => ({
      label: each.label,
      ...(prepared.lines[index]?.line ?? { x: [], y: [] }),
      color: resolveColor(palette[index]?.color ?? '', host),
      dash: palette[index]?.dash ?? [],
      band: prepared.lines[index]?.band,
    })),
  });
}

function pngOfCanvas(host: HTMLElement): Promise<Blob | undefined> {
  const source = host.querySelector('canvas');
  if (!source) return Promise.resolve(undefined);
  const canvas = document.createElement('canvas');
  canvas.width = source.width;
  canvas.height = source.height;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(undefined);
  pen.fillStyle = resolveColor('var(--panel)', host);
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

function summary(title: string, series: readonly LineSeries[], prepared: PreparedLines): string {
  const each = series.slice(0, 6).map((line, index) => {
    const values = prepared.lines[index]?.line.y;
    const last = values?.[values.length - 1];
    return last === undefined ? line.label : `${line.label} ${formatNumber(last)}`;
  });
  return `${title}: ${each.join(', ')}${series.length > 6 ? `, ${text.chart.moreRows(series.length - 6)}` : ''}`;
}

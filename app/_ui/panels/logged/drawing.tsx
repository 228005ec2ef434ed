'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { toCsv } from '#lib/ui/chart/export-lines.ts';
import { ExportMenu } from '#lib/ui/chart/export-menu.tsx';
import { pngOf, svgOf } from '#lib/ui/chart/svg-picture.ts';
import { resolveColor } from '#lib/ui/chart/theme-colors.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import { InPanelHead } from '#lib/ui/panel-head.tsx';
import { text } from '#lib/ui/text/text.ts';

const told = 200;
const formatCell = (cell: string | number) =>
  typeof cell === 'string' ? cell : Number.isInteger(cell) ? formatCount(cell) : formatNumber(cell);

export interface Size {
  width: number;
  height: number;
}

/**
 * A panel that is one SVG drawing: its controls, the drawing in what is left of the height, a
 * sentence below, and its numbers as a table for who cannot see it.
 */
export function Drawing({
  title,
  height,
  bar,
  footer,
  header,
  rows,
  children,
  note,
  over,
  ...around
}: {
  title: string;
  height: number;
  bar: ReactNode;
  footer?: ReactNode;
  header: string[];
  /** What is saved as CSV; the first 200 are told. */
  rows: (string | number)[][];
  /** One `<svg>`; it may be higher than the room there is, which then scrolls. */
  children: (size: Size) => ReactNode;
  /** Why there is no drawing: stands in its place. */
  note?: string | undefined;
  /** HTML over the drawing that no export holds: a tooltip. */
  over?: ReactNode;
  onPointerEnter?: () => void;
  onFocus?: () => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>();
  const tableId = useId();
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const svg = () => (host.current ? svgOf(host.current, resolveColor('var(--panel)', host.current)) : undefined);
  return (
    <div className="logged" style={{ height }} {...around}>
      <InPanelHead>
        <ExportMenu title={title} source={{ csv: () => toCsv(header, rows), svg, png: () => pngOf(svg()) }} />
      </InPanelHead>
      <div className="logged-bar">{bar}</div>
      <div className="logged-drawing">
        {note === undefined ? null : <p className="logged-note dim">{note}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard */}
        <div className="logged-host" ref={host} role="img" aria-label={title} aria-details={tableId} tabIndex={0}>
          {size && size.width > 0 && note === undefined ? children(size) : null}
        </div>
        {over}
      </div>
      {footer ? <div className="logged-footer dim small num">{footer}</div> : null}
      <table className="sr-only" id={tableId}>
        <caption>{text.chart.textAlternative(title)}</caption>
        <thead>
          <tr>
            {header.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, told).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are plain values in a fixed order
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={header[column]}>{formatCell(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

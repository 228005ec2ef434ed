'use client';

import { type ReactNode, Suspense, useId, useRef } from 'react';
import { formatCount, formatNumber } from '../format.ts';
import { Panel } from '../panel.tsx';
import { InPanelHead } from '../panel-head.tsx';
import { Skeleton } from '../skeleton.tsx';
import { text } from '../text/text.ts';
import { toCsv } from './export-lines.ts';
import { ExportMenu } from './export-menu.tsx';
import { pngOf, svgOf } from './svg-picture.ts';
import { resolveColor } from './theme-colors.ts';

const formatCell = (value: number) => (Number.isInteger(value) ? formatCount(value) : formatNumber(value));

export interface FrameProps {
  title: string;
  height?: number;
  hint?: string;
  footer?: ReactNode;
  /** Without the panel around it. */
  bare?: boolean;
}

/** What every SVG chart has: a panel, export, a table as text alternative, a place held while its library loads. */
export function SvgChartFrame({
  title,
  height = 220,
  hint,
  footer,
  bare,
  header,
  rows,
  format = formatCell,
  legend,
  children,
}: FrameProps & {
  header: string[];
  /** Numbers as they are: the exported file holds them so, in every language. */
  rows: (string | number)[][];
  /** How the table beside the drawing writes them. */
  format?: (value: number) => string;
  legend?: ReactNode;
  children: ReactNode;
}) {
  const host = useRef<HTMLDivElement>(null);
  const tableId = useId();
  const drawing = () => (host.current ? svgOf(host.current, resolveColor('var(--panel)', host.current)) : undefined);
  const body = (
    <div className="chart-box">
      {legend ? <div className="legend">{legend}</div> : null}
      {/* Sized from the first paint, so that nothing jumps when the chart arrives. */}
      <div className="rechart" ref={host} style={{ height }} role="img" aria-label={title} aria-details={tableId}>
        {rows.length === 0 ? (
          <div className="chart-empty dim" style={{ position: 'static', height }}>
            {text.chart.noPoints}
          </div>
        ) : (
          <Suspense fallback={<Skeleton lines={4} height={18} />}>{children}</Suspense>
        )}
      </div>
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
          {rows.slice(0, 200).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are plain values in a fixed order
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={header[column]}>{typeof cell === 'number' ? format(cell) : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  const source = { csv: () => toCsv(header, rows), svg: drawing, png: () => pngOf(drawing()) };
  const actions = <ExportMenu title={title} source={source} />;
  if (bare)
    return (
      <div className="chart-bare">
        <InPanelHead>{actions}</InPanelHead>
        {body}
        {footer ? <div className="chart-notes dim small num">{footer}</div> : null}
      </div>
    );
  return (
    <Panel title={title} hint={hint} actions={actions} footer={footer} flush className="chart-panel">
      {body}
    </Panel>
  );
}

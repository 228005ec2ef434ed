'use client';

import { memo, type ReactNode } from 'react';
import { type ChartExport, ExportMenu } from '#lib/ui/chart/export-menu.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatNumber } from '#lib/ui/format.ts';
import { InPanelHead } from '#lib/ui/panel-head.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import './run-panels.css';

/** Rows of the table that says what a drawing shows; the exported file has all. */
const mostRows = 200;

/** What stands around the drawing of each panel of runs: its exports, what it says of itself, a table in place of it. */
export function RunPanelBody({
  title,
  tableId,
  state,
  source,
  actions,
  notes,
  foot,
  table,
  children,
}: {
  title: string;
  tableId: string;
  state: { error: Error | null; retry: () => void; loading: boolean; empty: string | undefined };
  source: ChartExport;
  actions?: ReactNode;
  notes: readonly (string | undefined)[];
  /** What can be done with what is drawn, beside the notes. */
  foot?: ReactNode;
  /** Keep it stable between renders; left out where what is shown is a table itself. */
  table?: { header: readonly string[]; rows: () => (string | number)[][] };
  children: ReactNode;
}) {
  const { error, retry, loading, empty } = state;
  if (error) return <ErrorState error={error} title={text.runPanels.failed} onRetry={retry} />;
  if (loading) return <Skeleton lines={5} height={18} />;
  const said = notes.filter((note) => note !== undefined && note !== '');
  return (
    <div className="run-panel">
      <InPanelHead>
        {actions}
        <ExportMenu title={title} source={source} />
      </InPanelHead>
      {empty === undefined ? children : <p className="run-panel-empty dim">{empty}</p>}
      {said.length > 0 || foot ? (
        <div className="run-panel-notes dim small num">
          {said.map((note) => (
            <span key={note}>{note}</span>
          ))}
          {foot}
        </div>
      ) : null}
      {table ? <TextTable id={tableId} title={title} {...table} /> : null}
    </div>
  );
}

/** Read by those who do not see the drawing. Hovering draws the panel anew, but not its 200 rows. */
const TextTable = memo(function TextTable({
  id,
  title,
  header,
  rows,
}: {
  id: string;
  title: string;
  header: readonly string[];
  rows: () => (string | number)[][];
}) {
  return (
    <table className="sr-only" id={id}>
      <caption>{text.chart.textAlternative(title)}</caption>
      <thead>
        <tr>
          {header.map((name, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
            <th key={column}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows()
          .slice(0, mostRows)
          .map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are plain values in a fixed order
            <tr key={at}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>{typeof cell === 'number' ? formatNumber(cell) : cell}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
});

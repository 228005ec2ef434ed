'use client';

import { cellText } from '#app/_ui/dataset/cell.tsx';
import type { ColumnProfile } from '#lib/datasets/schema.ts';
import { BarChart } from '#lib/ui/chart/bar-chart.tsx';
import { Histogram } from '#lib/ui/chart/histogram.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { formatCount, formatShort } from '#lib/ui/format.ts';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { text } from '#lib/ui/text/text.ts';
import { columnFacts } from './column-facts.ts';

/** A column in full: a histogram and top values that can be saved, and every figure. */
export function ColumnDialog({
  column,
  rowCount,
  onClose,
}: {
  column: ColumnProfile;
  rowCount: number;
  onClose: () => void;
}) {
  const { histogram, top } = column;
  const temporal = column.family === 'temporal';
  const bins = histogram?.counts.map((count, at) => ({
    from: position(histogram.edges[at]),
    to: position(histogram.edges[at + 1]),
    count,
  }));
  const tails = histogram
    ? [
        histogram.below > 0 ? text.datasets.profile.below(histogram.below) : '',
        histogram.above > 0 ? text.datasets.profile.above(histogram.above) : '',
      ].filter(Boolean)
    : [];
  return (
    <Dialog title={`${column.name} · ${column.type}`} onClose={onClose} wide>
      <div className="stack">
        {bins && bins.length > 0 ? (
          <Histogram
            title={text.datasets.profile.histogramOf(column.name)}
            bins={bins}
            height={220}
            format={temporal ? timeText : formatShort}
            footer={tails.length > 0 ? `${text.datasets.profile.tails} ${tails.join(' · ')}` : undefined}
          />
        ) : null}
        {top && top.length > 0 ? (
          <BarChart
            title={text.datasets.profile.topOf(column.name)}
            bars={top.map((entry) => ({ name: cellText(entry.value), value: entry.count }))}
            format={formatCount}
          />
        ) : null}
        <KeyValue
          rows={columnFacts(column, rowCount).map((fact) => [
            fact.label,
            <span key="value" className="num">
              {fact.value}
            </span>,
          ])}
        />
      </div>
    </Dialog>
  );
}

/** Dates and times lie on the axis by their milliseconds; a time of day by those since midnight. */
function position(edge: number | string | undefined): number {
  if (typeof edge !== 'string') return edge ?? 0;
  if (/^\d\d:/.test(edge)) return Date.parse(`1970-01-01T${edge === '24:00:00' ? '23:59:59' : edge}Z`);
  return Date.parse(edge.length === 10 || edge.endsWith('Z') ? edge : `${edge}Z`);
}

function timeText(value: number): string {
  const iso = new Date(value).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

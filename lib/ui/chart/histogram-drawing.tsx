'use client';

import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCount, formatShort } from '../format.ts';
import type { Bin } from './histogram.tsx';

interface Row extends Bin {
  compare?: number;
}

/** Only loaded where a histogram is drawn. */
export default function HistogramDrawing({
  bins,
  compare,
  format,
}: {
  bins: readonly Bin[];
  compare?: readonly number[];
  format: (value: number) => string;
}) {
  const data = bins.map((bin, at): Row => ({ ...bin, compare: compare?.[at] }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 6, bottom: 0, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="from"
          tickFormatter={format}
          tickLine={false}
          axisLine={false}
          minTickGap={30}
          fontSize={11}
          height={22}
        />
        <YAxis
          width={40}
          tickFormatter={formatShort}
          tickLine={false}
          axisLine={false}
          fontSize={11}
          allowDecimals={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--hover)' }}
          content={({ active, payload }) => {
            const row: Row | undefined = active ? payload?.[0]?.payload : undefined;
            return row ? (
              <div className="recharts-tip num">
                <div className="dim">
                  {format(row.from)} – {format(row.to)}
                </div>
                <b>{formatCount(row.count)}</b>
                {row.compare === undefined ? null : <span className="dim"> / {formatCount(row.compare)}</span>}
              </div>
            ) : null;
          }}
        />
        <Bar dataKey="count" fill="var(--accent)" fillOpacity={0.8} isAnimationActive={false} />
        {compare ? (
          <Line dataKey="compare" stroke="none" isAnimationActive={false} activeDot={false} dot={Mark} />
        ) : null}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function Mark({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) {
  return cx === undefined || cy === undefined || Number.isNaN(cy) ? (
    <g key={index} />
  ) : (
    <path key={index} d={`M${cx - 6} ${cy}h12`} stroke="var(--ink)" strokeWidth={1.5} />
  );
}

'use client';

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatNumber, formatShort } from '../format.ts';
import type { Curve } from './curve-chart.tsx';

type Drawn = Curve & { color: string; dash: readonly number[] };

/** Only loaded where a curve is drawn. */
export default function CurveDrawing({
  curves,
  xLabel,
  yLabel,
  diagonal,
  unit,
}: {
  curves: readonly Drawn[];
  xLabel: string;
  yLabel: string;
  diagonal: boolean;
  unit: boolean;
}) {
  const domain: [number, number] | undefined = unit ? [0, 1] : undefined;
  const ticks = unit ? [0, 0.25, 0.5, 0.75, 1] : undefined;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart margin={{ top: 8, right: 14, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          type="number"
          dataKey="x"
          domain={domain}
          ticks={ticks}
          tickFormatter={formatShort}
          tickLine={false}
          axisLine={false}
          fontSize={11}
          height={36}
          label={{ value: xLabel, position: 'insideBottom', offset: 4, fontSize: 11, fill: 'var(--ink-2)' }}
        />
        <YAxis
          type="number"
          dataKey="y"
          domain={domain}
          ticks={ticks}
          tickFormatter={formatShort}
          tickLine={false}
          axisLine={false}
          fontSize={11}
          width={52}
          label={{
            value: yLabel,
            angle: -90,
            position: 'insideLeft',
            offset: 12,
            fontSize: 11,
            fill: 'var(--ink-2)',
            style: { textAnchor: 'middle' },
          }}
        />
        {diagonal ? (
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--ink-3)"
            strokeDasharray="3 4"
          />
        ) : null}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ active, payload, label }) =>
            active && payload?.length ? (
              <div className="recharts-tip num">
                <div className="dim">
                  {xLabel} {formatNumber(Number(label))}
                </div>
                {payload.map((entry) => (
                  <div className="row" key={String(entry.name)}>
                    <i className="dot" style={{ background: entry.color }} />
                    {entry.name}
                    <span className="grow" />
                    {formatNumber(Number(entry.value))}
                  </div>
                ))}
              </div>
            ) : null
          }
        />
        {curves.map((curve) => (
          <Line
            key={curve.id}
            data={[...curve.points]}
            dataKey="y"
            name={curve.label}
            type="linear"
            stroke={curve.color}
            strokeWidth={1.7}
            strokeDasharray={curve.dash.join(' ') || undefined}
            dot={curve.marks ? { r: 2.5, fill: curve.color } : false}
            activeDot={{ r: 3.5 }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

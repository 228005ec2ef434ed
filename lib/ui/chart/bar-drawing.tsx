'use client';

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { BarItem } from './bar-chart.tsx';

/** Only loaded where bars are drawn. */
export default function BarDrawing({ bars, format }: { bars: readonly BarItem[]; format: (value: number) => string }) {
  const longest = Math.max(0, ...bars.map((bar) => bar.name.length));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...bars]}
        layout="vertical"
        margin={{ top: 2, right: 56, bottom: 2, left: 0 }}
        barCategoryGap={4}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[(low: number) => Math.min(0, low), 'auto']} />
        <YAxis
          type="category"
          dataKey="name"
          width={Math.min(160, 16 + longest * 6.6)}
          tickLine={false}
          axisLine={false}
          fontSize={11.5}
          interval={0}
        />
        <Bar dataKey="value" fill="var(--accent)" fillOpacity={0.8} radius={2} isAnimationActive={false}>
          <LabelList
            dataKey="value"
            position="right"
            fontSize={11}
            fill="var(--ink-2)"
            formatter={(value) => (typeof value === 'number' ? format(value) : value)}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

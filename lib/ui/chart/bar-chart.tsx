'use client';

import { lazy } from 'react';
import { formatNumber } from '../format.ts';
import { text } from '../text/text.ts';
import { type FrameProps, SvgChartFrame } from './svg-chart-frame.tsx';

const Drawing = lazy(() => import('./bar-drawing.tsx'));

export interface BarItem {
  name: string;
  value: number;
}

/** Horizontal bars with their names: importances, top values, storage. */
export function BarChart({
  bars,
  format = formatNumber,
  height,
  ...frame
}: FrameProps & { bars: readonly BarItem[]; format?: (value: number) => string }) {
  return (
    <SvgChartFrame
      {...frame}
      height={height ?? Math.max(60, bars.length * 24 + 8)}
      header={[text.chart.name, text.chart.value]}
      rows={bars.map((bar) => [bar.name, bar.value])}
      format={format}
    >
      <Drawing bars={bars} format={format} />
    </SvgChartFrame>
  );
}

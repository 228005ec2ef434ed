'use client';

import { lazy } from 'react';
import { formatShort } from '../format.ts';
import { text } from '../text/text.ts';
import { type FrameProps, SvgChartFrame } from './svg-chart-frame.tsx';

const Drawing = lazy(() => import('./histogram-drawing.tsx'));

export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Counts over ranges of a value; `compare` puts a mark per bin (another set, scaled by whoever passes it). */
export function Histogram({
  bins,
  compare,
  format = formatShort,
  ...frame
}: FrameProps & { bins: readonly Bin[]; compare?: readonly number[]; format?: (value: number) => string }) {
  const rows = bins.map((bin, at) => [bin.from, bin.to, bin.count, ...(compare ? [compare[at] ?? 0] : [])]);
  return (
    <SvgChartFrame
      {...frame}
      header={[text.chart.from, text.chart.to, text.chart.count, ...(compare ? [text.chart.compared] : [])]}
      rows={rows}
    >
      <Drawing bins={bins} compare={compare} format={format} />
    </SvgChartFrame>
  );
}

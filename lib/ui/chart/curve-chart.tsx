'use client';

import { lazy } from 'react';
import { text } from '../text/text.ts';
import { assignRunColors } from './palette.ts';
import { type FrameProps, SvgChartFrame } from './svg-chart-frame.tsx';

const Drawing = lazy(() => import('./curve-drawing.tsx'));

export interface Curve {
  id: string;
  label: string;
  /** In ascending x. */
  points: readonly { x: number; y: number }[];
  color?: string;
  dash?: readonly number[];
  /** Draw each point too: calibration bins. */
  marks?: boolean;
}

/** Curves over a unit square: ROC, precision and recall, calibration. `diagonal` is chance, or perfect calibration. */
export function CurveChart({
  curves,
  xLabel,
  yLabel,
  diagonal,
  unit = true,
  height = 260,
  ...frame
}: FrameProps & {
  curves: readonly Curve[];
  xLabel: string;
  yLabel: string;
  diagonal?: boolean;
  unit?: boolean;
}) {
  const palette = assignRunColors(curves.map((curve) => curve.id));
  const drawn = curves.map((curve) => ({
    ...curve,
    color: curve.color ?? palette.get(curve.id)?.css ?? 'var(--accent)',
    dash: curve.dash ?? palette.get(curve.id)?.dash ?? [],
  }));
  const rows = curves.flatMap((curve) => curve.points.map((point) => [curve.label, point.x, point.y]));
  const legend =
    curves.length > 1
      ? drawn.map((curve) => (
          <span key={curve.id}>
            <svg width="16" height="3" aria-hidden="true">
              <path d="M0 1.5h16" stroke={curve.color} strokeWidth="2" strokeDasharray={curve.dash.join(' ')} />
            </svg>
            {curve.label}
          </span>
        ))
      : undefined;
  return (
    <SvgChartFrame {...frame} height={height} header={[text.chart.series, xLabel, yLabel]} rows={rows} legend={legend}>
      <Drawing curves={drawn} xLabel={xLabel} yLabel={yLabel} diagonal={diagonal ?? false} unit={unit} />
    </SvgChartFrame>
  );
}

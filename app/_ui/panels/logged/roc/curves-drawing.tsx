'use client';

import { formatNumber, formatShort } from '#lib/ui/format.ts';
import { useHighlighted } from '../../highlight.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import type { Size } from '../drawing.tsx';
import type { Curve } from '../evaluation/read-evaluation.ts';
import { nearestTo } from './at-x.ts';

export interface RunCurve {
  run: PanelRuns['shown'][number];
  curve: Curve;
}

export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

const ticks = [0, 0.25, 0.5, 0.75, 1];
const legendWidth = 232;
const lineHeight = 17;
const characters = 18;

/** Where the unit square lies; the legend stands beside it where there is room, below it otherwise. */
export function frameOf({ width, height }: Size, runs: number): { frame: Frame; beside: boolean } {
  const beside = width >= 480;
  const below = beside ? 0 : Math.min(runs, 4) * lineHeight + 6;
  return {
    beside,
    frame: {
      left: 50,
      top: 8,
      width: Math.max(40, width - 50 - (beside ? legendWidth : 10)),
      height: Math.max(40, height - 46 - below),
    },
  };
}

/** Curves over the unit square with the area under each; `at` is a place along x, at which each is marked. */
export function CurvesDrawing({
  curves,
  size,
  labels,
  diagonal,
  at,
  onPoint,
}: {
  /** Largest area first. */
  curves: readonly RunCurve[];
  size: Size;
  labels: { x: string; y: string; area: string };
  diagonal: boolean;
  at: number | undefined;
  onPoint: (runId: string | undefined) => void;
}) {
  const highlighted = useHighlighted();
  const { frame, beside } = frameOf(size, curves.length);
  const x = (value: number) => frame.left + value * frame.width;
  const y = (value: number) => frame.top + (1 - value) * frame.height;
  const room = beside ? Math.max(1, Math.floor(frame.height / lineHeight)) : 4;
  const named = curves.length > room ? room - 1 : curves.length;
  const faded = (id: string) => curves.some(({ run }) => run.id === highlighted) && id !== highlighted;
  const legend = beside
    ? { left: frame.left + frame.width + 14, top: frame.top + 10 }
    : { left: frame.left, top: frame.top + frame.height + 50 };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the box around is named, and has the table of its numbers
    <svg width={size.width} height={size.height}>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}`} stroke="var(--line)" fill="none" />
          <text className="quiet" x={x(tick)} y={y(0) + 15} textAnchor="middle">
            {formatShort(tick)}
          </text>
          <text className="quiet" x={x(0) - 6} y={y(tick) + 4} textAnchor="end">
            {formatShort(tick)}
          </text>
        </g>
      ))}
      <text className="quiet" x={x(0.5)} y={y(0) + 31} textAnchor="middle">
        {labels.x}
      </text>
      <text className="quiet" transform={`translate(11, ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        {labels.y}
      </text>
      {diagonal ? (
        <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} stroke="var(--ink-3)" strokeDasharray="3 4" fill="none" />
      ) : null}
      {curves.map(({ run, curve }) => (
        <path
          key={run.id}
          d={pathOf(curve, x, y)}
          stroke={run.color}
          strokeWidth={run.id === highlighted ? 2.6 : 1.6}
          strokeOpacity={faded(run.id) ? 0.25 : 1}
          fill="none"
          onPointerEnter={() => onPoint(run.id)}
          onPointerLeave={() => onPoint(undefined)}
        />
      ))}
      {at === undefined ? null : (
        <>
          <path d={`M${x(at)} ${y(0)}V${y(1)}`} stroke="var(--line-strong)" fill="none" />
          {curves.map(({ run, curve }) => {
            const point = nearestTo(curve, at);
            return (
              <circle key={run.id} cx={x(point.x)} cy={y(point.y)} r="3.5" fill={run.color} stroke="var(--panel)" />
            );
          })}
        </>
      )}
      <g transform={`translate(${legend.left}, ${legend.top})`}>
        {curves.slice(0, named).map(({ run, curve }, index) => (
          <g key={run.id} transform={`translate(0, ${index * lineHeight})`}>
            <path d="M0 -4H14" stroke={run.color} strokeWidth="2" fill="none" />
            <text x="20">
              {run.name.length > characters ? `${run.name.slice(0, characters - 1)}…` : run.name}
              <tspan className="quiet" dx="6">
                {labels.area} {formatNumber(curve.area)}
              </tspan>
            </text>
          </g>
        ))}
        {named < curves.length ? (
          <text className="quiet" x="20" y={named * lineHeight}>
            + {curves.length - named}
          </text>
        ) : null}
      </g>
    </svg>
  );
}

/** The curve as a path; points that fall on the one before are left out, a curve may have as many as a data set has rows. */
function pathOf(curve: Curve, x: (value: number) => number, y: (value: number) => number): string {
  let path = '';
  let last: [number, number] | undefined;
  curve.x.forEach((value, at) => {
    const [left, top] = [x(value), y(curve.y[at] ?? 0)];
    const near = last && Math.abs(left - last[0]) < 0.5 && Math.abs(top - last[1]) < 0.5;
    if (near && at < curve.x.length - 1) return;
    path += `${last ? 'L' : 'M'}${left.toFixed(1)} ${top.toFixed(1)}`;
    last = [left, top];
  });
  return path;
}

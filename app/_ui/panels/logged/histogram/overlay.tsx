'use client';

import { formatShort } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import { useHighlighted } from '../../highlight.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import type { Size } from '../drawing.tsx';
import type { StepHistogram } from './read-histograms.ts';
import { rangeOf, totalOf } from './shape.ts';
import { roundTicks, ValueAxis } from './value-axis.tsx';

export interface RunHistogram {
  run: PanelRuns['shown'][number];
  histogram: StepHistogram;
}

const left = 48;
const below = 40;
const lineHeight = 17;
const mostNamed = 8;
const characters = 20;
const characterWidth = 6.6;

/** The histograms of runs at one step over each other, as densities: the area under each is 1, whatever its bins. */
export function Overlay({
  items,
  size,
  onPoint,
}: {
  items: readonly RunHistogram[];
  size: Size;
  onPoint: (runId: string | undefined) => void;
}) {
  const highlighted = useHighlighted();
  const range = rangeOf(items.map((item) => item.histogram)) ?? [0, 1];
  const densities = items.map(({ histogram }) => densityOf(histogram));
  const most = Math.max(1e-300, ...densities.flat());
  const bottom = size.height - below;
  const width = size.width - left - 10;
  const x = (value: number) => left + ((value - range[0]) / (range[1] - range[0])) * width;
  const y = (density: number) => bottom - (density / most) * (bottom - 14);
  const longest = Math.max(0, ...items.slice(0, mostNamed).map(({ run }) => Math.min(characters, run.name.length)));
  const legendWidth = longest * characterWidth + 26;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the box around is named, and has the table of its numbers
    <svg width={size.width} height={size.height}>
      <ValueAxis range={range} x={x} top={8} bottom={bottom} label={text.logged.histogram.value} width={width} />
      {roundTicks([0, most], 4).map((tick) => (
        <text key={tick} className="quiet" x={left - 6} y={y(tick) + 4} textAnchor="end">
          {formatShort(tick)}
        </text>
      ))}
      {items.map(({ run, histogram: { edges } }, at) => {
        // Empty bins at the ends may lie outside the drawing.
        const inside = (value: number | undefined) => x(Math.min(range[1], Math.max(range[0], value ?? 0))).toFixed(1);
        const steps = (densities[at] ?? []).map(
          (density, bin) => `V${y(density).toFixed(1)}H${inside(edges[bin + 1])}`,
        );
        return (
          <path
            key={run.id}
            d={`M${inside(edges[0])} ${bottom}${steps.join('')}V${bottom}`}
            fill={run.color}
            fillOpacity={run.id === highlighted ? 0.25 : 0.1}
            stroke={run.color}
            strokeWidth={run.id === highlighted ? 2.5 : 1.5}
            onPointerEnter={() => onPoint(run.id)}
            onPointerLeave={() => onPoint(undefined)}
          />
        );
      })}
      <g transform={`translate(${left + width - 6}, 20)`}>
        <rect
          x={-legendWidth}
          y={-lineHeight}
          width={legendWidth + 4}
          height={(Math.min(items.length, mostNamed + 1) + 0.5) * lineHeight}
          rx="4"
          fill="var(--panel)"
          fillOpacity="0.78"
        />
        {items.slice(0, mostNamed).map(({ run }, at) => (
          <g key={run.id} transform={`translate(0, ${at * lineHeight})`}>
            <text x="-18" textAnchor="end">
              {run.name.length > characters ? `${run.name.slice(0, characters - 1)}…` : run.name}
            </text>
            <path d="M-13 -4H0" stroke={run.color} strokeWidth="2" fill="none" />
          </g>
        ))}
        {items.length > mostNamed ? (
          <text className="quiet" x="-18" y={mostNamed * lineHeight} textAnchor="end">
            + {items.length - mostNamed}
          </text>
        ) : null}
      </g>
    </svg>
  );
}

function densityOf(histogram: StepHistogram): number[] {
  const total = totalOf(histogram) || 1;
  const { edges, counts } = histogram;
  return counts.map((count, at) => count / total / ((edges[at + 1] ?? 0) - (edges[at] ?? 0)));
}

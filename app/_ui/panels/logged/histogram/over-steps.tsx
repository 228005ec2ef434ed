'use client';

import { formatShort } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { Size } from '../drawing.tsx';
import { thinned } from '../thinned.ts';
import type { StepHistogram } from './read-histograms.ts';
import { rangeOf, sharesOver } from './shape.ts';
import { ValueAxis } from './value-axis.tsx';

const bins = 72;
const left = 48;
const below = 40;
const mostRidges = 40;
const mostRows = 120;

interface OverSteps {
  histograms: readonly StepHistogram[];
  /** The one that is marked. */
  marked: StepHistogram | undefined;
  color: string;
  size: Size;
  onStep: (step: number) => void;
}

/** One ridge for each step, the last one in front; higher is more of the values. */
export function Ridges({ histograms, marked, color, size, onStep }: OverSteps) {
  const range = rangeOf(histograms) ?? [0, 1];
  const shown = withMarked(thinned(histograms, mostRidges), marked);
  const shares = shown.map((histogram) => sharesOver(histogram, range, bins));
  const most = Math.max(1e-12, ...shares.map((each) => Math.max(...each)));
  const bottom = size.height - below;
  const ridge = Math.min(bottom * 0.34, 110);
  const stride = shown.length > 1 ? (bottom - ridge - 8) / (shown.length - 1) : 0;
  const width = size.width - left - 10;
  const x = (value: number) => left + ((value - range[0]) / (range[1] - range[0])) * width;
  const base = (at: number) => ridge + 8 + at * stride;
  const named = Math.max(1, Math.ceil(14 / Math.max(1, stride)));
  const lineOf = (at: number) => {
    const points = Array.from(shares[at] ?? [], (share, bin) => {
      const y = base(at) - (share / most) * ridge;
      return `${(left + ((bin + 0.5) / bins) * width).toFixed(1)} ${y.toFixed(1)}`;
    });
    return `M${left} ${base(at)}L${points.join('L')}L${left + width} ${base(at)}`;
  };
  const markedAt = marked ? shown.indexOf(marked) : -1;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the box around is named, and has the table of its numbers
    <svg width={size.width} height={size.height}>
      <ValueAxis range={range} x={x} top={8} bottom={bottom} label={text.logged.histogram.value} width={width} />
      {shown.map((histogram, at) => {
        const line = lineOf(at);
        const isMarked = histogram === marked;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the slider of the panel does the same by keyboard
          <g key={histogram.step} onClick={() => onStep(histogram.step)} style={{ cursor: 'pointer' }}>
            <path d={`${line}Z`} fill="var(--panel)" fillOpacity="0.82" />
            <path
              d={`${line}Z`}
              fill={color}
              fillOpacity={isMarked ? 0.55 : 0.1 + (0.2 * at) / shown.length}
              stroke={color}
              strokeWidth={isMarked ? 2 : 0.9}
            />
            {isMarked || (at % named === 0 && !isBesideMarked(shown, at, marked, named)) ? (
              <text className={isMarked ? 'strong' : 'quiet'} x={left - 6} y={base(at) + 3} textAnchor="end">
                {formatShort(histogram.step)}
              </text>
            ) : null}
          </g>
        );
      })}
      {/* Again, over those in front of it. */}
      {markedAt >= 0 ? <path d={lineOf(markedAt)} fill="none" stroke={color} strokeWidth="2" /> : null}
    </svg>
  );
}

/** Steps down, values across; darker is more of the values. */
export function HeatMap({ histograms, marked, color, size, onStep }: OverSteps) {
  const range = rangeOf(histograms) ?? [0, 1];
  const shown = withMarked(thinned(histograms, mostRows), marked);
  const shares = shown.map((histogram) => sharesOver(histogram, range, bins));
  const most = Math.max(1e-12, ...shares.map((each) => Math.max(...each)));
  const bottom = size.height - below;
  const width = size.width - left - 10;
  const row = (bottom - 8) / shown.length;
  const cell = width / bins;
  const x = (value: number) => left + ((value - range[0]) / (range[1] - range[0])) * width;
  const named = Math.max(1, Math.ceil(14 / row));
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the box around is named, and has the table of its numbers
    <svg width={size.width} height={size.height} shapeRendering="crispEdges">
      <ValueAxis range={range} x={x} top={8} bottom={bottom} label={text.logged.histogram.value} width={width} />
      <rect x={left} y={8} width={width} height={bottom - 8} fill="var(--panel)" />
      {shown.map((histogram, at) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the slider of the panel does the same by keyboard
        <g
          key={histogram.step}
          transform={`translate(0, ${8 + at * row})`}
          onClick={() => onStep(histogram.step)}
          style={{ cursor: 'pointer' }}
        >
          <rect x={left} width={width} height={row} fill={color} fillOpacity="0.03" />
          {Array.from(shares[at] ?? [], (share, bin) =>
            share > 0 ? (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: the bins are fixed
                key={bin}
                x={left + bin * cell}
                width={cell + 0.3}
                height={row + 0.3}
                fill={color}
                fillOpacity={Math.max(0.04, Math.sqrt(share / most))}
              />
            ) : null,
          )}
          {histogram === marked || (at % named === 0 && !isBesideMarked(shown, at, marked, named)) ? (
            <text className={histogram === marked ? 'strong' : 'quiet'} x={left - 6} y={row / 2 + 4} textAnchor="end">
              {formatShort(histogram.step)}
            </text>
          ) : null}
        </g>
      ))}
      {marked ? (
        <rect
          x={left - 0.5}
          y={8 + shown.indexOf(marked) * row}
          width={width + 1}
          height={Math.max(2, row)}
          fill="none"
          stroke="var(--ink)"
        />
      ) : null}
    </svg>
  );
}

/** The marked step is always drawn. */
function withMarked(shown: readonly StepHistogram[], marked: StepHistogram | undefined): readonly StepHistogram[] {
  if (!marked || shown.includes(marked)) return shown;
  return [...shown, marked].sort((a, b) => a.step - b.step);
}

/** The name of the marked step stands where another one would. */
function isBesideMarked(
  shown: readonly StepHistogram[],
  at: number,
  marked: StepHistogram | undefined,
  named: number,
): boolean {
  const place = marked ? shown.indexOf(marked) : -1;
  return place >= 0 && at !== place && Math.abs(at - place) < named;
}

'use client';

import { formatDateTime, formatDuration, formatExact, formatNumber } from '../format.ts';
import { Link } from '../navigation.tsx';
import { text } from '../text/text.ts';
import type { LineSeries, XKind } from './line-series.ts';
import type { NearRow } from './nearest-rows.ts';

const shownRows = 8;
/** One that stays can be scrolled. */
const mostPinned = 100;

export interface TooltipState {
  x: number;
  rows: NearRow[];
  /** Pixels within the chart: where the crosshair stands. */
  left: number;
  /** On which side of the pointer there is room, so that it never covers the line being read. */
  side: 'left' | 'right';
  edge: 'top' | 'bottom';
}

/** What is under the crosshair, nearest line first. */
export function ChartTooltip({
  state,
  series,
  colors,
  xKind,
  xLabel,
  smoothed,
  pinned,
}: {
  state: TooltipState;
  series: readonly LineSeries[];
  colors: readonly string[];
  xKind: XKind;
  xLabel: string;
  smoothed: boolean;
  pinned: boolean;
}) {
  const shown = pinned ? mostPinned : shownRows;
  const more = state.rows.length - shown;
  return (
    <div
      className={`chart-tip at-${state.side} at-${state.edge}${pinned ? ' pinned' : ''}`}
      style={{ left: state.left }}
    >
      <div className="dim num">{formatX(state.x, xKind, xLabel)}</div>
      <div className="tip-rows">
        {state.rows.slice(0, shown).map((row, at) => {
          const each = series[row.series];
          if (!each) return null;
          return (
            <div key={each.id} className={at === 0 ? 'tip-row hot' : 'tip-row'}>
              <i className="dot" style={{ background: colors[row.series] }} />
              {pinned && each.href ? (
                <Link href={each.href} className="clip link">
                  {each.label}
                </Link>
              ) : (
                <span className="clip">{each.label}</span>
              )}
              <span className="grow" />
              <span className="num" title={formatExact(row.raw)}>
                {formatNumber(row.value)}
              </span>
              {smoothed ? <span className="num dim">{formatNumber(row.raw)}</span> : null}
            </div>
          );
        })}
      </div>
      <div className="dim">
        {[more > 0 ? text.chart.moreRows(more) : '', pinned ? text.chart.pinned : text.chart.clickToPin]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </div>
  );
}

function formatX(x: number, kind: XKind, label: string): string {
  if (kind === 'time') return formatDateTime(x);
  if (kind === 'duration') return formatDuration(x);
  return `${label} ${formatExact(x)}`;
}

'use client';

import { formatExact, formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { useHotRun } from '../drawing/use-hot-run.ts';
import type { Scale } from '../scale/scale.ts';
import { type BarRow, barEnds } from './bar-rows.ts';

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

/** The bars as a table: names, bars, numbers. Arrows go from run to run, Enter opens one. */
export function BarList({
  id,
  title,
  rows,
  scale,
  colors,
  hot,
}: {
  id: string;
  title: string;
  rows: readonly BarRow[];
  scale: Scale;
  /** CSS colours of the rows. */
  colors: readonly string[];
  hot: ReturnType<typeof useHotRun>;
}) {
  const order = rows.flatMap((row) => row.run ?? []);
  const own = rows.find((row) => row.run !== undefined && row.run === hot.own);
  return (
    <section
      className="bar-box"
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what a pointer finds, the arrows find too
      tabIndex={0}
      onKeyDown={(event) => hot.onKey(event, order)}
      onPointerLeave={() => hot.set(undefined)}
      onBlur={() => hot.set(undefined)}
    >
      <table className="bars" id={id} aria-label={title}>
        <colgroup>
          <col style={{ width: '28%' }} />
          <col />
          <col style={{ width: 100 }} />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{text.chart.name}</th>
            <td />
            <th scope="col">{text.chart.value}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, run, value, sd, count }, at) => {
            const { from, to } = barEnds(scale, value);
            const isHot = run !== undefined && run === hot.index;
            const ends = sd === undefined ? [] : [value - sd, value + sd].map((end) => scale.placeOf(end) || 0);
            const said =
              sd === undefined
                ? formatExact(value)
                : text.runPanels.bar.ofGroup(formatNumber(value), formatNumber(sd), count);
            return (
              <tr
                key={run ?? label}
                className={isHot ? 'hot' : undefined}
                onPointerEnter={() => hot.set(run)}
                onPointerUp={run === undefined ? undefined : hot.onPick}
                style={run === undefined ? undefined : { cursor: 'pointer' }}
              >
                <th scope="row" title={label}>
                  {label}
                </th>
                <td title={said}>
                  <i
                    style={{ left: percent(from), width: `max(1px, ${percent(to - from)})`, background: colors[at] }}
                    aria-hidden
                  />
                  {ends.length === 2 ? (
                    <i
                      className="sd"
                      style={{ left: percent(ends[0] ?? 0), width: percent((ends[1] ?? 0) - (ends[0] ?? 0)) }}
                      aria-hidden
                    />
                  ) : null}
                </td>
                <td className="num">
                  {formatNumber(value)}
                  {sd === undefined ? null : <span className="dim"> ±{formatNumber(sd, 2)}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="sr-only" role="status">
        {own ? `${own.label}: ${formatExact(own.value)}` : ''}
      </p>
    </section>
  );
}

import type { ColumnProfile, Histogram } from '#lib/datasets/schema.ts';
import { formatNumber, formatShort } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';

const width = 300;
const height = 84;

/** A border of a bin as text: a short number, or a date without what its neighbours share. */
export function edgeText(edge: number | string | undefined, short: boolean): string {
  if (edge === undefined) return '';
  if (typeof edge === 'string') return edge.replace('T', ' ').replace(/ 00:00:00$/, '');
  return short ? formatShort(edge) : formatNumber(edge);
}

/** Bars of a histogram without a chart library: a page may show hundreds. Each bar says its range and count on hover. */
export function MiniHistogram({ column, histogram }: { column: ColumnProfile; histogram: Histogram }) {
  const { counts, edges } = histogram;
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  return (
    <>
      <svg
        className="mini-bars"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text.datasets.profile.histogramOf(column.name)}
      >
        {counts.map((count, at) => {
          // A bin with anything in it is seen, however small beside the others.
          const size = count === 0 ? 0 : Math.max(1.5, (count / most) * height);
          const label = text.datasets.profile.bin(edgeText(edges[at], false), edgeText(edges[at + 1], false), count);
          return (
            <rect
              key={String(edges[at])}
              x={at * step + 0.4}
              width={Math.max(0.5, step - 0.8)}
              y={height - size}
              height={size}
            >
              <title>{label}</title>
            </rect>
          );
        })}
      </svg>
      <div className="mini-axis num">
        <span className="clip">{edgeText(edges[0], true)}</span>
        {histogram.below + histogram.above > 0 ? (
          <span className="clip" title={text.datasets.profile.tails}>
            {[
              histogram.below > 0 ? text.datasets.profile.below(histogram.below) : '',
              histogram.above > 0 ? text.datasets.profile.above(histogram.above) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        ) : null}
        <span className="clip">{edgeText(edges.at(-1), true)}</span>
      </div>
    </>
  );
}

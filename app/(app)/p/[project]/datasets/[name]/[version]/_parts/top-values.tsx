import { cellText } from '#app/_ui/dataset/cell.tsx';
import type { ColumnProfile } from '#lib/datasets/schema.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';

/** The most frequent values as bars with their counts. */
export function TopValues({ column, rowCount, most }: { column: ColumnProfile; rowCount: number; most: number }) {
  const top = (column.top ?? []).slice(0, most);
  const largest = Math.max(1, ...top.map((entry) => entry.count));
  const rest = column.distinct - top.length;
  return (
    <div className="top-values">
      {top.map((entry) => {
        const name = cellText(entry.value);
        return (
          <div
            key={name}
            className="top-value num"
            title={text.datasets.profile.share(formatPercent(entry.count / Math.max(1, rowCount)))}
          >
            <i style={{ width: `${(entry.count / largest) * 100}%` }} />
            <span className="clip">{name === '' ? '""' : name}</span>
            <span>{formatCount(entry.count)}</span>
          </div>
        );
      })}
      {rest > 0 ? (
        <div className="dim small">
          {column.distinctApproximate
            ? text.datasets.profile.about(text.datasets.profile.others(rest))
            : text.datasets.profile.others(rest)}
        </div>
      ) : null}
    </div>
  );
}

import { cellText } from '#app/_ui/dataset/cell.tsx';
import type { ColumnProfile } from '#lib/datasets/schema.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';

const words = text.datasets.profile;

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
            title={words.share(formatPercent(entry.count / Math.max(1, rowCount)))}
          >
            <i style={{ width: `${(entry.count / largest) * 100}%` }} />
            <span className="clip">{name === '' ? '""' : name}</span>
            <span>{formatCount(entry.count)}</span>
          </div>
        );
      })}
      {rest > 0 ? (
        <div className="dim small">
          {column.distinctApproximate ? words.about(words.others(rest)) : words.others(rest)}
        </div>
      ) : null}
    </div>
  );
}

import { formatCount, formatPercent } from '../format.ts';
import { text } from '../text/text.ts';

/** Counts by actual class (rows) and predicted class (columns); the shade is the share of the actual class. */
export function ConfusionMatrix({
  labels,
  counts,
}: {
  labels: readonly string[];
  counts: readonly (readonly number[])[];
}) {
  return (
    <table
      className="confusion"
      aria-label={`${text.chart.actual} × ${text.chart.predicted}`}
      style={{ gridTemplateColumns: `max-content repeat(${labels.length}, minmax(56px, 1fr))` }}
    >
      <thead>
        <tr>
          <th className="axis side" scope="col">
            {text.chart.actual} ↓ · {text.chart.predicted} →
          </th>
          {labels.map((label) => (
            <th key={label} className="axis" scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((actual, row) => {
          const total = counts[row]?.reduce((sum, count) => sum + count, 0) ?? 0;
          return (
            <tr key={actual}>
              <th className="axis side" scope="row">
                {actual}
              </th>
              {labels.map((predicted, column) => {
                const count = counts[row]?.[column] ?? 0;
                const share = total > 0 ? count / total : 0;
                const tone = row === column ? 'var(--accent)' : 'var(--bad)';
                return (
                  <td
                    key={predicted}
                    className="cell num"
                    title={text.chart.ofActual(formatPercent(share))}
                    style={{ background: `color-mix(in oklch, ${tone} ${Math.round(6 + share * 30)}%, var(--panel))` }}
                  >
                    <b>{formatCount(count)}</b>
                    <span className="small mut">{formatPercent(share)}</span>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

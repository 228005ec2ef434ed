import type { ReactNode } from 'react';

/** Facts in two columns. Rows whose value is undefined are left out. */
export function KeyValue({ rows }: { rows: [label: string, value: ReactNode | undefined][] }) {
  return (
    <dl className="kv">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

'use client';

import { formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { ImportanceRow } from './draw-importance.ts';

const share = (value: number) => `${(100 * value).toFixed(1)}%`;

/** Two digits: more of them would claim more than a hundred trees know. */
export const shownShare = (value: number) => formatNumber(Math.abs(value) < 0.005 ? 0 : value, 2);

/** Params with their importance and their correlation beside it, as bars with their numbers. */
export function ImportanceRows({ id, title, rows }: { id: string; title: string; rows: readonly ImportanceRow[] }) {
  const words = text.runPanels.importance;
  const most = Math.max(1e-9, ...rows.map((row) => row.importance ?? 0));
  return (
    <table className="importance" id={id} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{words.param}</th>
          <th scope="col">{words.importance}</th>
          <th scope="col">{words.correlation}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, importance, strength, signed }) => (
          <tr key={name}>
            <th scope="row" title={label}>
              {label}
            </th>
            <td className="num">
              {importance === undefined ? (
                <span className="dim">…</span>
              ) : (
                <>
                  <i style={{ width: `calc((100% - 48px) * ${(importance / most).toFixed(4)})` }} aria-hidden />
                  {shownShare(importance)}
                </>
              )}
            </td>
            <td className="num" title={signed ? words.spearman : words.ratio}>
              <span className={strength < 0 ? 'rho minus' : 'rho'} aria-hidden>
                <i
                  style={{
                    width: share(Math.abs(strength) / 2),
                    [strength < 0 ? 'right' : 'left']: '50%',
                    opacity: signed ? undefined : 0.45,
                  }}
                />
              </span>
              {signed ? shownShare(strength) : words.unsigned(shownShare(strength))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

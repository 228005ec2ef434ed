import { fitted, type Pen } from '../drawing/pen.ts';
import type { Size } from '../drawing/plot-box.ts';
import type { Inks } from '../drawing/use-inks.ts';

export interface ImportanceRow {
  name: string;
  label: string;
  /** Share of the variance; undefined while it is not known. */
  importance: number | undefined;
  /** -1 to 1, or 0 to 1 where it has no sign. */
  strength: number;
  signed: boolean;
}

export const importanceRowHeight = 22;

/** The rows as a drawing, for a file. */
export function drawImportance(
  pen: Pen,
  { width }: Size,
  rows: readonly ImportanceRow[],
  heads: { importance: string; correlation: string },
  inks: Inks,
  format: (value: number) => string,
): void {
  const [names, gap] = [Math.min(220, width * 0.32), 14];
  const half = (width - names - 3 * gap) / 2;
  const [left, middle] = [names + gap, names + 2 * gap + half * 1.5];
  const most = Math.max(1e-9, ...rows.map((row) => row.importance ?? 0));
  pen.text(heads.importance, left, 14, { color: inks.dim });
  pen.text(heads.correlation, left + half + gap, 14, { color: inks.dim });
  rows.forEach(({ label, importance = 0, strength, signed }, at) => {
    const y = 24 + at * importanceRowHeight;
    pen.text(fitted(label, names), names, y + 13, { color: inks.ink, anchor: 'end' });
    const long = (importance / most) * (half - 56);
    pen.rect(left, y + 3, long, 14, { color: inks.accent, alpha: 0.8 });
    pen.text(format(importance), left + long + 6, y + 14, { color: inks.dim });
    const reach = Math.abs(strength) * (half / 2 - 44);
    const color = signed ? inks.accent : inks.dim;
    pen.rect(strength < 0 ? middle - reach : middle, y + 3, reach, 14, { color, alpha: 0.6 });
    pen.line([middle, y, middle, y + 20], { color: inks.grid });
    const end = strength < 0 ? middle - reach - 6 : middle + reach + 6;
    pen.text(`${signed ? '' : 'η '}${format(strength)}`, end, y + 14, {
      color: inks.dim,
      anchor: strength < 0 ? 'end' : 'start',
    });
  });
}

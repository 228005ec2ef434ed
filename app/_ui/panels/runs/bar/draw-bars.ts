import { formatNumber } from '#lib/ui/format.ts';
import { fitted, type Pen } from '../drawing/pen.ts';
import type { Size } from '../drawing/plot-box.ts';
import type { Inks } from '../drawing/use-inks.ts';
import type { Scale } from '../scale/scale.ts';
import { type BarRow, barEnds } from './bar-rows.ts';

export const barHeight = 20;

/** Bars with their names and numbers, for a file. */
export function drawBars(
  pen: Pen,
  { width }: Size,
  { rows, scale, colors }: { rows: readonly BarRow[]; scale: Scale; colors: readonly string[] },
  inks: Inks,
): void {
  const names = Math.min(240, width * 0.3);
  const [left, room] = [names + 12, width - names - 12 - 80];
  rows.forEach(({ label, value, sd }, at) => {
    const y = 8 + at * barHeight;
    const { from, to } = barEnds(scale, value);
    pen.text(fitted(label, names), names, y + 13, { color: inks.ink, anchor: 'end' });
    pen.rect(left + from * room, y + 3, Math.max(1, (to - from) * room), 13, {
      color: colors[at] ?? inks.accent,
      alpha: 0.85,
    });
    if (sd !== undefined) {
      const [low, high] = [value - sd, value + sd].map((end) => left + (scale.placeOf(end) || 0) * room) as [
        number,
        number,
      ];
      pen.line([low, y + 9.5, high, y + 9.5], { color: inks.ink, width: 1.5 });
    }
    pen.text(formatNumber(value), width - 6, y + 13, { color: inks.dim, anchor: 'end' });
  });
}

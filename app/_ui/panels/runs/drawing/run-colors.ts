import { runColor, runHues } from '#lib/ui/chart/palette.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import type { Scale } from '../scale/scale.ts';
import type { Inks } from './use-inks.ts';

export interface RunColors {
  /** The colour of each run, as a canvas takes it. */
  colors: readonly string[];
  /** Runs that have no colour of their own are drawn pale and first. */
  pale: Uint8Array;
  legend: { label: string; color: string }[];
}

const shades = 24;

/** One of a row of colours that are told apart by lightness too, and seen on the paper of the theme. @param share 0 to 1 */
export function shadeOf(share: number, theme: 'light' | 'dark'): string {
  const step = Math.round(Math.min(1, Math.max(0, share)) * (shades - 1)) / (shades - 1);
  const [from, to] = theme === 'light' ? [80, 36] : [46, 90];
  const hue = theme === 'light' ? 85 + 200 * step : 285 - 200 * step;
  return `oklch(${(from + (to - from) * step).toFixed(1)}% 0.145 ${hue.toFixed(1)})`;
}

/**
 * Runs in their own colours, or in those of a column: shades for numbers, hues for the first twelve categories.
 * @param by a column; undefined: runs that are shown have their own colours, others are pale
 */
export function colorRuns(
  ids: readonly string[],
  { shown, by, inks }: { shown: PanelRuns['shown']; by: Scale | undefined; inks: Inks },
): RunColors {
  const pale = new Uint8Array(ids.length);
  if (!by) {
    const own = new Map(shown.map((run) => [run.id, run.color]));
    const colors = ids.map((id, at) => {
      const color = own.get(id);
      if (color === undefined) pale[at] = 1;
      return inks.of(color ?? 'var(--ink-3)');
    });
    return { colors, pale, legend: [] };
  }
  const isCategory = by.kind === 'category';
  const colorOf = (value: number) =>
    inks.of(
      isCategory
        ? value < runHues.length
          ? runColor(value).css
          : 'var(--ink-3)'
        : shadeOf(by.placeOf(value), inks.theme),
    );
  const colors = Array.from(by.places, (place, at) => {
    if (Number.isNaN(place)) pale[at] = 1;
    return Number.isNaN(place) ? inks.dim : colorOf(by.values[at] ?? 0);
  });
  // Of shades the ends are named.
  const nameOf = (value: number, at: number) => (isCategory || at === 0 || at === 4 ? by.label(value) : '');
  const values = isCategory
    ? [...by.categories.keys()].slice(0, runHues.length)
    : [0, 0.25, 0.5, 0.75, 1].map(by.valueAt);
  return { colors, pale, legend: values.map((value, at) => ({ label: nameOf(value, at), color: colorOf(value) })) };
}

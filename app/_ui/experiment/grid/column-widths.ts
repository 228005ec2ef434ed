import { readNames, writeNames } from '../run-set.ts';

/** Of a column, in pixels. */
export const widthRange = { min: 56, max: 800 } as const;
/** An address holds so many at most. */
const mostWidths = 60;

export type ColumnWidths = Readonly<Record<string, number>>;

export function fitWidth(width: number): number {
  return Math.round(Math.min(widthRange.max, Math.max(widthRange.min, width)));
}

/** Widths that differ from the usual, from the text of an address: `240:name,90:metric:loss`. */
export function readWidths(text: string): ColumnWidths {
  const entries = readNames(text).flatMap((one): [string, number][] => {
    const [, width, name] = /^(\d{1,4}):(.+)$/s.exec(one) ?? [];
    return width === undefined || name === undefined ? [] : [[name, fitWidth(Number(width))]];
  });
  return Object.fromEntries(entries.slice(0, mostWidths));
}

/** The text of an address for widths, with one of them changed: undefined makes it the usual one. */
export function withWidth(widths: ColumnWidths, name: string, width: number | undefined): string {
  const others = Object.entries(widths).filter(([each]) => each !== name);
  const all = width === undefined ? others : [...others, [name, fitWidth(width)] as const];
  return writeNames(all.slice(-mostWidths).map(([each, wide]) => `${wide}:${each}`));
}

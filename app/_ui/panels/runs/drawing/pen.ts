/** Draws the marks of a panel: on a canvas, or into the text of an SVG. Colours are those that a canvas takes. */
export interface Pen {
  /** A line through points: x, y, x, y, ... */
  line(
    points: readonly number[],
    style: { color: string; width?: number; alpha?: number; dash?: readonly number[] },
  ): void;
  rect(x: number, y: number, width: number, height: number, style: { color: string; alpha?: number }): void;
  dot(x: number, y: number, radius: number, style: { color: string; alpha?: number; ring?: string | undefined }): void;
  text(
    words: string,
    x: number,
    y: number,
    style: { color: string; anchor?: 'start' | 'middle' | 'end'; size?: number; bold?: boolean; turned?: boolean },
  ): void;
}

export const penFont = '"Inter Variable", Inter, system-ui, sans-serif';

/** Texts in a drawing have a place of their own; longer ones are cut. */
export function fitted(words: string, width: number, size = 11): string {
  const most = Math.max(2, Math.floor(width / (size * 0.55)));
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

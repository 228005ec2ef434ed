export const lineHeight = 18;

/** Browsers lose count of taller boxes (Firefox at 17.8 million pixels): beyond, a scroll of one pixel moves further. */
const tallest = 12_000_000;

export interface VisibleLines {
  /** Height of the box that is scrolled, in pixels. */
  height: number;
  /** Indexes of the first line to draw and of the one after the last. */
  from: number;
  to: number;
  /** Where the first of them stands in the box, in pixels. */
  top: number;
}

const fullHeight = (total: number) => total * lineHeight;

/** How far the lines move for each pixel of scrolling: 1 until the box is as tall as browsers can. */
function pace(total: number, view: number): number {
  const full = fullHeight(total);
  return full <= tallest ? 1 : (full - view) / (tallest - view);
}

/** Which of `total` lines to draw in a box of `view` pixels that is scrolled by `scrollTop`, with some beyond its edges. */
export function visibleLines(total: number, view: number, scrollTop: number, beyond = 24): VisibleLines {
  const height = Math.min(fullHeight(total), tallest);
  const offset = scrollTop * pace(total, view);
  const from = Math.min(total, Math.max(0, Math.floor(offset / lineHeight) - beyond));
  const to = Math.min(total, Math.ceil((offset + view) / lineHeight) + beyond);
  return { height, from, to, top: scrollTop + from * lineHeight - offset };
}

/** How far to scroll for a line to stand in the middle of the box, or at its end. */
export function scrollTopOf(index: number, total: number, view: number, place: 'middle' | 'end'): number {
  const before = place === 'middle' ? (view - lineHeight) / 2 : view - lineHeight;
  const offset = Math.max(0, Math.min(index * lineHeight - before, fullHeight(total) - view));
  return offset / pace(total, view);
}

import type { DashboardPanel } from '#lib/dashboards/schema.ts';

/** A dashboard is a grid: panels flow into it in their order, each so many columns wide and rows high. */
export const columnCount = 12;
const rowHeight = 40;
export const gap = 12;
const smallest = { w: 2, h: 2 };
const tallest = 24;
const headHeight = 34;
/** The lines around a panel. */
const lines = 2;

export interface PanelSize {
  w: number;
  h: number;
}

/** Pixels from top to bottom of a panel that is so many rows high. */
export function panelHeight(rows: number): number {
  return rows * rowHeight + (rows - 1) * gap;
}

/** Pixels that there are for what it shows, under a head or without one. */
export function bodyHeight(rows: number, hasHead: boolean): number {
  return panelHeight(rows) - lines - (hasHead ? headHeight : 0);
}

/** The size nearest to so many pixels, in a grid of this width. */
export function sizeOf({ width, height }: { width: number; height: number }, gridWidth: number): PanelSize {
  const column = (gridWidth + gap) / columnCount;
  return fitSize({ w: Math.round((width + gap) / column), h: Math.round((height + gap) / (rowHeight + gap)) });
}

/** A size that a panel can have. */
export function fitSize({ w, h }: PanelSize): PanelSize {
  return {
    w: Math.min(columnCount, Math.max(smallest.w, w)),
    h: Math.min(tallest, Math.max(smallest.h, h)),
  };
}

/** The list with one panel at another place: `to` counts without it. The same list where nothing moves. */
export function movedTo<Item extends { id: string }>(items: readonly Item[], id: string, to: number): readonly Item[] {
  const from = items.findIndex((item) => item.id === id);
  const moved = items[from];
  const at = Math.min(items.length - 1, Math.max(0, to));
  if (!moved || from === at) return items;
  const others = items.filter((item) => item.id !== id);
  return [...others.slice(0, at), moved, ...others.slice(at)];
}

/** The place, as `movedTo` counts it, that a panel gets where it is let go beside another one. */
export function placeBeside(items: readonly { id: string }[], id: string, other: string, after: boolean): number {
  const others = items.filter((item) => item.id !== id);
  const at = others.findIndex((item) => item.id === other);
  return at < 0 ? items.length : at + (after ? 1 : 0);
}

export function resized(panels: readonly DashboardPanel[], id: string, size: PanelSize): readonly DashboardPanel[] {
  const { w, h } = fitSize(size);
  const before = panels.find((panel) => panel.id === id);
  if (!before || (before.w === w && before.h === h)) return panels;
  return panels.map((panel) => (panel.id === id ? { ...panel, w, h } : panel));
}

import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import type { AnyPanelKind } from '../panel-kind.ts';
import { panelKindOf } from '../panel-kinds.ts';

const usualSize = { w: 6, h: 7 };
const mostBytes = 16 * 1024;

/** A new panel of a kind. @param settings those of the kind's `read`; undefined: its defaults */
export function newPanel(kind: AnyPanelKind, settings: unknown = kind.read(undefined)): DashboardPanel {
  return { id: newPanelId(), kind: kind.id, ...(kind.size ?? usualSize), settings: toStored(settings) };
}

export function newPanelId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Settings of a kind as they are kept: what JSON does not hold is left out. */
export function toStored(settings: unknown): DashboardPanel['settings'] {
  return JSON.parse(JSON.stringify(settings ?? {}));
}

/** Bytes beyond what a panel may keep; 0 where all is well. */
export function bytesTooMany(settings: unknown): number {
  return Math.max(0, new TextEncoder().encode(JSON.stringify(settings)).length - mostBytes);
}

/**
 * What the head of a panel says: what somebody called it, what its kind says of its settings, or its kind.
 * @param primary the metric that ranks the runs
 */
export function titleOf({ kind: id, title, settings }: DashboardPanel, primary: string | undefined): string {
  if (title) return title;
  const kind = panelKindOf(id);
  if (!kind) return id;
  return kind.titleOf?.(kind.read(settings), primary) || kind.title();
}

/** What panels are called where each has to be told apart: the second of one title has a 2 behind it. */
export function namesOf(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  });
}

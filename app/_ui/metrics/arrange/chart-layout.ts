import type { ChartLayout } from '#lib/dashboards/chart-layout/schema.ts';

export type PanelWidth = 'S' | 'M' | 'L';

/** A change of a layout: these fields of it, undefined for what is as usual again. */
export interface LayoutPatch {
  first?: Record<string, string[] | undefined>;
  sizes?: Record<string, 'S' | 'L' | undefined>;
}

export const usualLayout: ChartLayout = { first: {}, sizes: {} };

/** The metrics of a section in the order of their panels: those that were moved to its beginning, then the others. */
export function arranged(keys: readonly string[], first: readonly string[] | undefined): readonly string[] {
  if (!first || first.length === 0) return keys;
  const there = new Set(keys);
  const led = first.filter((key) => there.has(key));
  const leading = new Set(led);
  return [...led, ...keys.filter((key) => !leading.has(key))];
}

/**
 * What comes first in a section once a panel stands before or after another one. Only as much is written down as it takes:
 * a metric that is logged later stands among the others.
 * @param keys all metrics of the section, in their usual order
 */
export function movedBeside(
  keys: readonly string[],
  first: readonly string[] | undefined,
  key: string,
  other: string,
  after: boolean,
): string[] {
  const others = arranged(keys, first).filter((one) => one !== key);
  const at = others.indexOf(other) + (after ? 1 : 0);
  const next = [...others.slice(0, at), key, ...others.slice(at)];
  const led = new Set(first);
  const last = Math.max(next.indexOf(key), ...next.map((one, index) => (led.has(one) ? index : -1)));
  const written = next.slice(0, last + 1);
  // What stands as usual again needs no words.
  return written.every((one, index) => one === keys[index]) ? [] : written;
}

export function widthOf(layout: ChartLayout, key: string): PanelWidth {
  return layout.sizes[key] ?? 'M';
}

export function patched(layout: ChartLayout, patch: LayoutPatch): ChartLayout {
  return { first: merged(layout.first, patch.first), sizes: merged(layout.sizes, patch.sizes) };
}

/** What takes a change back: the same fields as they are now. */
export function inverseOf(layout: ChartLayout, { first, sizes }: LayoutPatch): LayoutPatch {
  return {
    ...(first ? { first: Object.fromEntries(Object.keys(first).map((name) => [name, layout.first[name]])) } : {}),
    ...(sizes ? { sizes: Object.fromEntries(Object.keys(sizes).map((name) => [name, layout.sizes[name]])) } : {}),
  };
}

function merged<Value>(
  fields: Record<string, Value>,
  patch: Record<string, Value | undefined> | undefined,
): Record<string, Value> {
  const next = new Map<string, Value>(Object.entries(fields));
  for (const [name, value] of Object.entries(patch ?? {})) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
}

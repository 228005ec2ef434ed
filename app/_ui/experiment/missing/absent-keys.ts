import { type Column, parseColumn } from '#lib/runs/table/column.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { pinMark, sparkColumn } from '../run-columns.ts';

/** The keys that the runs of an experiment may have. */
export type KeyKind = 'metric' | 'param' | 'tag';
export interface Key {
  kind: KeyKind;
  key: string;
}

/** Lists of keys; `complete` says whether there are no others. */
export interface KnownKeys {
  metrics: readonly string[];
  params: readonly string[];
  complete: (list: readonly string[]) => boolean;
}

/** The key that a column shows; undefined for what every run has. */
export function keyOf(column: Column | undefined): Key | undefined {
  return column?.entity === 'metric' || column?.entity === 'param' || column?.entity === 'tag'
    ? { kind: column.entity, key: column.key }
    : undefined;
}

/** Names that stand where columns do, and name none. */
export function unreadable(names: readonly string[]): string[] {
  return names.filter((name) => name !== pinMark && name !== sparkColumn && parseColumn(name) === undefined);
}

/**
 * Columns whose key perhaps no run has (any more): none of the runs at hand has it, nor is it among those known.
 * `sure`: all are known.
 */
export function doubtful(
  names: readonly string[],
  { metrics, params, complete }: KnownKeys,
  rows: { head: readonly RunRow[]; columns: readonly string[] },
): { name: string; key: Key; sure: boolean }[] {
  return names.flatMap((name) => {
    const key = keyOf(parseColumn(name));
    if (!key) return [];
    const known = key.kind === 'metric' ? metrics : key.kind === 'param' ? params : [];
    if (known.includes(key.key)) return [];
    const place = rows.columns.indexOf(name);
    if (place >= 0 && rows.head.some((row) => row.cells[place] !== null && row.cells[place] !== undefined)) return [];
    return [{ name, key, sure: key.kind !== 'tag' && complete(known) }];
  });
}

import { type Column, parseColumn } from '#lib/runs/table/column.ts';
import type { GroupFigures, GroupRunsInput, RunGroup } from '#lib/runs/table/schema.ts';
import { text } from '#lib/ui/text/text.ts';
import { readNumber } from '../metrics/read-number.ts';
import { idTail, type RunSet } from './run-set.ts';

/** A group of runs that are equal in what they are grouped by, as a row of a list or table. */
export interface ShownGroup {
  /** Of the length of a run's id, so that it stands in the same lists of an address. */
  id: string;
  name: string;
  group: RunGroup;
  /** By the name of the metric's column. */
  figures: ReadonlyMap<string, GroupFigures>;
  /** Its runs stand below it. */
  open: boolean;
}

/** Metrics of one question for groups. */
export const mostGroupMetrics = 20;

/** A line of a grouped list: the group itself, or a run below one. `at` counts the runs of an open group. */
export type GroupLine = { group: ShownGroup; at: undefined } | { group: ShownGroup; at: number };

/** Draws groups by their answer: `by` and `metrics` as they were asked. */
export function shownGroup(
  group: RunGroup,
  by: readonly string[],
  metrics: readonly string[],
  open: readonly string[],
): ShownGroup {
  const id = groupId(by, group.values);
  return {
    id,
    name: groupName(by, group.values),
    group,
    figures: new Map(metrics.flatMap((name, index) => (group.metrics[index] ? [[name, group.metrics[index]]] : []))),
    open: group.filter !== null && open.includes(idTail(id)),
  };
}

/** The same for the same group in every browser; looks like the id of a run, whose ids never begin with zeros. */
export function groupId(by: readonly string[], values: readonly (string | null)[]): string {
  let hash = 0x811c9dc5;
  // FNV-1a.
  for (const byte of new TextEncoder().encode(JSON.stringify([by, values]))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(32, '0');
}

/** Whether an id was made by groupId. */
export function isGroupId(id: string): boolean {
  return id.startsWith('0'.repeat(24));
}

/** `optimizer=adam, fold=1`. */
export function groupName(by: readonly string[], values: readonly (string | null)[]): string {
  return by.map((name, index) => groupValue(name, values[index] ?? null)).join(', ');
}

/** `optimizer=adam`, or `no optimizer`. */
export function groupValue(name: string, value: string | null): string {
  const key = groupKey(name);
  return value === null ? text.groups.missing(key) : text.groups.pair(key, value);
}

/** What people call a thing that runs are grouped by. */
export function groupKey(name: string): string {
  const column = parseColumn(name);
  return column?.entity === 'attribute' ? text.runs.attribute[column.key].toLowerCase() : (column?.key ?? name);
}

/** The metrics of columns, as a question for groups can hold them; `first` before the others. */
export function groupMetrics(columns: readonly string[], first: string | undefined): string[] {
  const isMetric = (column: Column | undefined) => column?.entity === 'metric';
  const names = [...(first === undefined ? [] : [first]), ...columns].filter((name) => isMetric(parseColumn(name)));
  return [...new Set(names)].slice(0, mostGroupMetrics);
}

export const byCount = 'count';

/** The order of groups: the first key that they can be sorted by, the greatest number of runs otherwise. */
export function groupSort(sort: readonly string[], metrics: readonly string[]): Required<GroupRunsInput['sort']> {
  for (const key of sort) {
    const name = key.replace(/^-/, '');
    if (name === byCount || metrics.includes(name)) return { by: name, order: key === name ? 'asc' : 'desc' };
  }
  return { by: byCount, order: 'desc' };
}

/** Groups by other things: what was hidden, shown alone and opened of the groups before is no more. */
export function groupRunsBy(set: RunSet, by: readonly string[]): RunSet {
  const base = set.base && isGroupId(set.base) ? undefined : set.base;
  return { ...set, group: [...by], tree: false, open: [], hidden: [], solo: [], base };
}

/** Adds a thing to group by as the last, or takes it away. */
export function toggleGroupKey(by: readonly string[], name: string): string[] {
  return by.includes(name) ? by.filter((each) => each !== name) : [...by, name];
}

/** The mean of a group and how far its runs stray; undefined where none of them has a value. */
export function meanAndSpread(figures: GroupFigures | undefined): { mean: number; sd: number | undefined } | undefined {
  if (!figures || figures.mean === null) return undefined;
  return { mean: readNumber(figures.mean), sd: figures.sd === null ? undefined : readNumber(figures.sd) };
}

/** Groups one behind the other, the runs of each open one below it, as lines of a list. */
export interface GroupLines {
  total: number;
  lineAt: (index: number) => GroupLine | undefined;
}

export function groupLines(groups: readonly ShownGroup[]): GroupLines {
  const starts: number[] = [];
  let total = 0;
  for (const { group, open } of groups) {
    starts.push(total);
    total += 1 + (open ? group.count : 0);
  }
  return {
    total,
    lineAt(index) {
      if (index < 0 || index >= total) return undefined;
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      const group = groups[low];
      if (!group) return undefined;
      const at = index - (starts[low] ?? 0) - 1;
      return at < 0 ? { group, at: undefined } : { group, at };
    },
  };
}

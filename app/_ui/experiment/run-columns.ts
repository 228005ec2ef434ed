import { type Column, parseColumn } from '#lib/runs/table/column.ts';
import { noteTag } from '#lib/tags/known-tags.ts';
import { text } from '#lib/ui/text/text.ts';
import { arrow, type MetricDirection } from '../metrics/best-value.ts';

/** A column that the server knows nothing of: the curve of the primary metric. */
export const sparkColumn = 'spark';
export const noteColumn = `tag:${noteTag}`;
/** Parts the names of pinned columns from the others. */
export const pinMark = '|';
/** The server takes no longer name of a column. */
const longestName = 300;

/** Columns that stay at the left, and those that scroll. Without a mark none is pinned. */
export function splitPinned(columns: readonly string[]): { pinned: string[]; others: string[] } {
  const at = columns.indexOf(pinMark);
  return at < 0
    ? { pinned: [], others: [...columns] }
    : { pinned: columns.slice(0, at), others: columns.slice(at + 1).filter((name) => name !== pinMark) };
}

export function joinPinned({ pinned, others }: { pinned: readonly string[]; others: readonly string[] }): string[] {
  return pinned.length > 0 ? [...pinned, pinMark, ...others] : [...others];
}

/**
 * Whether the server can be asked for a column: an old link or a saved view may say what is none, or the best of a metric
 * that has no better way.
 * @param ranked the metric whose better way the experiment says
 */
export function isAskable(name: string, ranked: string | undefined): boolean {
  const column = name.length <= longestName ? parseColumn(name) : undefined;
  return column !== undefined && !(column.entity === 'metric' && column.figure === 'best' && column.key !== ranked);
}

/** What is asked of the server: the columns, and the one that a list shows beside them. Each once, at most 200. */
export function columnsAsked(
  columns: readonly string[],
  more: string | undefined,
  ranked: string | undefined,
): string[] {
  const named = columns.filter((name) => name !== pinMark && isAskable(name, ranked));
  return [...new Set([...(more === undefined ? [] : [more]), ...named])].slice(0, 200);
}

/** Takes a column to the pinned ones, or back to the first of the others. */
export function togglePinned(columns: readonly string[], name: string): string[] {
  const { pinned, others } = splitPinned(columns);
  return pinned.includes(name)
    ? joinPinned({ pinned: pinned.filter((each) => each !== name), others: [name, ...others] })
    : joinPinned({ pinned: [...pinned, name], others: others.filter((each) => each !== name) });
}

/** Shows a column as the last, or takes it away. */
export function toggleColumn(columns: readonly string[], name: string): string[] {
  return columns.includes(name) ? joinPinned(splitPinned(columns.filter((each) => each !== name))) : [...columns, name];
}

/** Moves a column before another one, which decides whether it is pinned. */
export function moveColumn(columns: readonly string[], name: string, before: string): string[] {
  if (name === before) return [...columns];
  const left = columns.filter((each) => each !== name);
  const at = left.indexOf(before);
  return at < 0 ? [...columns] : [...left.slice(0, at), name, ...left.slice(at)];
}

/** What a header says: the key, with an arrow where one way is better. */
export function columnLabel(name: string, directionOf: (key: string) => MetricDirection): string {
  if (name === sparkColumn) return text.grid.curve;
  if (name === noteColumn) return text.grid.note;
  const column = parseColumn(name);
  if (!column) return name;
  if (column.entity === 'attribute') return text.runs.attribute[column.key];
  if (column.entity === 'dataset') return text.runs.datasetColumn[column.key];
  if (column.entity !== 'metric') return column.key;
  const way = arrow(directionOf(column.key));
  const best = isBest(column, directionOf);
  if (best) return `${column.key} ${way === 'up' ? '↑' : '↓'}`;
  return column.figure === 'last' ? column.key : `${column.key} · ${text.runs.figure[column.figure]}`;
}

/** Whether a column shows the best value of its metric. */
export function isBest(column: Column, directionOf: (key: string) => MetricDirection): boolean {
  return column.entity === 'metric' && column.figure === directionOf(column.key);
}

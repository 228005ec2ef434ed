import { parseColumn } from '#lib/runs/table/column.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { TreeRow } from '#lib/runs/tree/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import type { MetricDirection } from '../../metrics/best-value.ts';
import { isNumeric } from '../run-cell.tsx';
import { meanAndSpread, type ShownGroup } from '../run-groups.ts';
import type { RowSet } from '../run-set.ts';

export const nameColumn = 'name';
/** The column of the checks, in pixels. */
export const checkWidth = 28;

/** What all lines of a table share: the same object as long as nothing of it changes, so that a line is drawn once. */
export interface GridView {
  set: RowSet;
  onChange: (set: RowSet) => void;
  missing: ReadonlyMap<string, string>;
  colors: ReadonlyMap<string, RunColor>;
  directionOf: (key: string) => MetricDirection;
  grouped: boolean;
  /** Columns that stay at the left, with their places in pixels. */
  start: readonly { name: string; left: number }[];
  /** Columns on screen of those that scroll, and whether there are others before and after them. */
  seen: readonly string[];
  before: boolean;
  after: boolean;
  /** Where the cell of a column stands in a row. */
  places: ReadonlyMap<string, number>;
  /** What the others are compared with. */
  base: RunRow | undefined;
  baseGroup: ShownGroup | undefined;
  /** The metric whose curves are drawn. */
  metric: string | undefined;
  onHighlight: (id: string | undefined) => void;
  /** A check was pressed; with shift all from the one before on. */
  onCheck: (index: number, id: string, shift: boolean) => void;
  /** Shows the runs below one, or takes them away; only where they stand in a tree. */
  onToggle: ((row: TreeRow) => void) | undefined;
  onNote: (row: RunRow) => void;
  /** Begins to write the name of a run anew; undefined ends it. */
  onRename: (line: NamedLine | undefined) => void;
}

/** The line where the name of a run is written: one that stays on top has two. */
export interface NamedLine {
  id: string;
  index: number;
}

/** What a cell is compared with: a value of the baseline, none for the baseline itself. */
export function baseCell(view: GridView, name: string, id: string): RunRow['cells'][number] | undefined {
  if (id === view.set.base) return undefined;
  return view.baseGroup
    ? meanAndSpread(view.baseGroup.figures.get(name))?.mean
    : view.base?.cells[view.places.get(name) ?? -1];
}

export function directionFor(view: GridView, name: string): MetricDirection {
  const column = parseColumn(name);
  return column?.entity === 'metric' ? view.directionOf(column.key) : null;
}

/** The class of a column's cells. */
export function alignOf(name: string): string | undefined {
  const column = parseColumn(name);
  return column && isNumeric(column) ? 'right' : undefined;
}

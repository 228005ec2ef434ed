import type { LineSeries } from './line-series.ts';
import { smooth, smoothingUnit } from './smooth.ts';

type Cell = number | null | undefined;
export type ColumnRole = 'raw' | 'line' | 'lo' | 'hi';

export interface PreparedLine {
  id: string;
  x: ArrayLike<number>;
  /** What is drawn and read off: smoothed when smoothing is on. */
  line: Float64Array;
  raw: ArrayLike<number>;
  /** For each point, its row in the joined x. */
  rows: Int32Array;
  finite: number;
  skipped: number;
}

export interface PreparedLines {
  x: number[];
  /** One per entry of `roles`, as long as x; null is a gap, undefined merely no point at this x. */
  columns: Cell[][];
  roles: { series: number; role: ColumnRole }[];
  lines: PreparedLine[];
}

/** Joins series with steps of their own on one ascending x, smooths them, and drops what cannot be drawn. */
export function prepareLines({
  series,
  smoothing,
  log,
}: {
  series: readonly LineSeries[];
  smoothing: number;
  log: boolean;
}): PreparedLines {
  const x = unionOf(series);
  const columns: Cell[][] = [];
  const roles: PreparedLines['roles'] = [];
  const lines = series.map((each, index): PreparedLine => {
    const rows = rowsOf(each.x, x);
    const points = each.x.length;
    const unit = smoothingUnit({ first: each.x[0] ?? 0, last: each.x[points - 1] ?? 0, points: each.total ?? points });
    const line = smooth({ x: each.x, y: each.y, weight: smoothing, unit });
    const add = (role: ColumnRole, values: ArrayLike<number>) => {
      columns.push(spread(values, rows, x.length, log));
      roles.push({ series: index, role });
    };
    if (each.band) {
      add('hi', each.band.hi);
      add('lo', each.band.lo);
    }
    if (smoothing > 0) add('raw', each.y);
    add('line', line);
    const finite = countDrawable(line, log);
    return { id: each.id, x: each.x, line, raw: each.y, rows, finite, skipped: points - finite };
  });
  return { x, columns, roles, lines };
}

function unionOf(series: readonly LineSeries[]): number[] {
  const first = series[0];
  if (series.length === 1 && first && isAscending(first.x)) return Array.from(first.x);
  const all = new Set<number>();
  for (const each of series) for (let index = 0; index < each.x.length; index += 1) all.add(each.x[index] ?? 0);
  return [...all].sort((a, b) => a - b);
}

function isAscending(values: ArrayLike<number>): boolean {
  for (let index = 1; index < values.length; index += 1)
    if (!((values[index] ?? 0) > (values[index - 1] ?? 0))) return false;
  return true;
}

function rowsOf(own: ArrayLike<number>, joined: readonly number[]): Int32Array {
  const rows = new Int32Array(own.length);
  let row = 0;
  for (let index = 0; index < own.length; index += 1) {
    const at = own[index] ?? 0;
    while (row < joined.length - 1 && (joined[row] ?? 0) < at) row += 1;
    rows[index] = row;
  }
  return rows;
}

function spread(values: ArrayLike<number>, rows: Int32Array, length: number, log: boolean): Cell[] {
  const cells = new Array<Cell>(length).fill(undefined);
  for (let index = 0; index < rows.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    cells[rows[index] ?? 0] = drawable(value, log) ? value : null;
  }
  return cells;
}

function countDrawable(values: ArrayLike<number>, log: boolean): number {
  let count = 0;
  for (let index = 0; index < values.length; index += 1) if (drawable(values[index] ?? Number.NaN, log)) count += 1;
  return count;
}

function drawable(value: number, log: boolean): boolean {
  return Number.isFinite(value) && (!log || value > 0);
}

import type { Matrix, MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { type Scale, scaleOf } from '../scale/scale.ts';

export interface BarRow {
  label: string;
  /** Of a run its number in the matrix; undefined for a group. */
  run: number | undefined;
  value: number;
  /** Of a group of two runs or more. */
  sd: number | undefined;
  /** Runs behind it. */
  count: number;
}

/** Runs with a number, the best first: the greatest where nobody knows which way is better. Pure. */
export function runBars(matrix: Matrix, column: MatrixColumn, better: 'min' | 'max' | null): BarRow[] {
  const { values } = scaleOf(column, 'linear');
  const rows = Array.from(values, (value, run): BarRow => {
    return { label: matrix.names[run] ?? '', run, value, sd: undefined, count: 1 };
  });
  return sorted(rows, better);
}

/** The mean and the standard deviation (of a sample) of each value of a column; runs without one are a group too. Pure. */
export function groupBars(
  column: MatrixColumn,
  by: MatrixColumn,
  { better, none }: { better: 'min' | 'max' | null; none: string },
): BarRow[] {
  const { values } = scaleOf(column, 'linear');
  const groups = scaleOf(by);
  const members = new Map<string, number[]>();
  values.forEach((value, run) => {
    const group = groups.values[run] ?? Number.NaN;
    const label = Number.isNaN(group)
      ? none
      : by.kind === 'text'
        ? (by.texts[(by.codes[run] ?? 1) - 1] ?? '')
        : groups.label(group);
    if (!Number.isNaN(value)) members.set(label, [...(members.get(label) ?? []), value]);
  });
  const rows = Array.from(
    members,
    ([label, own]): BarRow => ({ label, run: undefined, count: own.length, ...momentsOf(own) }),
  );
  return sorted(rows, better);
}

/** Divided beforehand: the sum of two values of 1e308 is beyond a float64, their mean is not. */
function momentsOf(values: readonly number[]): { value: number; sd: number | undefined } {
  const count = values.length;
  const value = values.reduce((sum, one) => sum + one / count, 0);
  if (count < 2) return { value, sd: undefined };
  const far = Math.max(...values.map((one) => Math.abs(one - value))) || 1;
  return { value, sd: far * Math.sqrt(values.reduce((sum, one) => sum + ((one - value) / far) ** 2, 0) / (count - 1)) };
}

function sorted(rows: BarRow[], better: 'min' | 'max' | null): BarRow[] {
  const way = better === 'min' ? 1 : -1;
  return rows.filter((row) => !Number.isNaN(row.value)).sort((a, b) => way * (a.value - b.value || 0));
}

/** The scale of bars: from nothing on, or on a logarithm from the least of them; whiskers lie within. Pure. */
export function barScale(rows: readonly BarRow[], wish: 'linear' | 'log'): Scale {
  const ends = rows.flatMap(({ value, sd = 0 }) => [value, value - sd, value + sd]);
  // A logarithm begins a little below the least value, so that its bar is seen.
  const least = Math.min(...rows.map((row) => row.value).filter((value) => value > 0));
  const values = Float64Array.from(wish === 'linear' ? [0, ...ends] : [least / 2, ...ends]);
  return scaleOf({ name: '', kind: 'number', values, present: new Uint8Array(values.length).fill(1) }, wish);
}

/** Where a bar begins and ends, 0 to 1. */
export function barEnds(scale: Scale, value: number): { from: number; to: number } {
  const start = scale.kind === 'log' ? 0 : scale.placeOf(0);
  const end = value === Number.POSITIVE_INFINITY ? 1 : value === Number.NEGATIVE_INFINITY ? 0 : scale.placeOf(value);
  const to = Number.isNaN(end) ? start : end;
  return { from: Math.min(start, to), to: Math.max(start, to) };
}

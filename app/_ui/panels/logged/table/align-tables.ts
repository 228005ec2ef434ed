import type { Cell, Table } from './read-table.ts';

export interface AlignedRow {
  /** Unique among the rows. */
  id: string;
  key: Cell;
  /** The cells of each table in the order of `columns`; undefined where a table has no such row. */
  cells: readonly (readonly (Cell | undefined)[] | undefined)[];
  /** Which columns differ between the tables; all, where one has no such row. */
  differs: readonly boolean[];
  different: boolean;
}

export interface Aligned {
  /** Those of all tables, without the key. */
  columns: readonly string[];
  rows: readonly AlignedRow[];
  /** Columns that differ in a row that every table has. */
  differing: readonly boolean[];
  /** Rows whose key their table has more than once; they are paired in their order. */
  repeated: number;
}

/**
 * The first column that tells the rows of every table apart, without numbers that are not whole: those are measured, not
 * given. undefined where there is none.
 */
export function usualKey(tables: readonly Table[]): string | undefined {
  return commonColumns(tables).find((column) =>
    tables.every(({ columns, rows }) => {
      const at = columns.indexOf(column);
      const seen = new Set<string>();
      return rows.every((row) => {
        const cell = row[at] ?? null;
        if (cell === null || typeof cell === 'object' || (typeof cell === 'number' && !Number.isInteger(cell)))
          return false;
        const size = seen.size;
        return seen.add(textOf(cell)).size > size;
      });
    }),
  );
}

/** Columns that every table has. */
export function commonColumns([first, ...others]: readonly Table[]): string[] {
  return (first?.columns ?? []).filter((column) => others.every((table) => table.columns.includes(column)));
}

/**
 * Lays tables side by side, row beside row.
 * @param key the column by which rows are the same; undefined: by their place
 */
export function alignTables(tables: readonly Table[], key: string | undefined): Aligned {
  const columns = [...new Set(tables.flatMap((table) => table.columns))].filter((column) => column !== key);
  const rows = new Map<string, { key: Cell; cells: (readonly (Cell | undefined)[] | undefined)[] }>();
  let repeated = 0;
  tables.forEach((table, place) => {
    const keyAt = key === undefined ? -1 : table.columns.indexOf(key);
    const places = columns.map((column) => table.columns.indexOf(column));
    const seen = new Map<string, number>();
    table.rows.forEach((row, at) => {
      const cell = keyAt < 0 ? at + 1 : (row[keyAt] ?? null);
      const name = textOf(cell);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      if (before > 0) repeated += 1;
      const id = `${before} ${name}`;
      const aligned = rows.get(id) ?? { key: cell, cells: tables.map(() => undefined) };
      aligned.cells[place] = places.map((from) => (from < 0 ? undefined : row[from]));
      rows.set(id, aligned);
    });
  });
  const differing = columns.map(() => false);
  const aligned = Array.from(rows, ([id, row]): AlignedRow => {
    const whole = row.cells.every((cells) => cells !== undefined);
    const differs = columns.map((_, at) => !whole || row.cells.some((cells) => !same(cells?.[at], row.cells[0]?.[at])));
    if (whole) for (const [at, one] of differs.entries()) differing[at] ||= one;
    return { id, ...row, differs, different: differs.includes(true) };
  });
  return { columns, rows: aligned, differing, repeated };
}

/** Cells that a reader would call the same. */
export function same(a: Cell | undefined, b: Cell | undefined): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** A cell in characters; of different types they differ too. */
function textOf(cell: Cell): string {
  return typeof cell === 'string' ? `"${cell}` : JSON.stringify(cell);
}

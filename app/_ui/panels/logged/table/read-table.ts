import { text } from '#lib/ui/text/text.ts';
import { readJson } from '../read-json.ts';
import { parseCsv } from './parse-csv.ts';

const mostColumns = 200;

/** A value as JSON has it; CSV knows texts and numbers only, and an empty cell is null. */
export type Cell = string | number | boolean | null | object;

export interface Table {
  columns: readonly string[];
  /** Each as long as the columns. */
  rows: readonly (readonly Cell[])[];
}

/**
 * A table from a file: columns and rows as MLflow's `log_table` writes them, a list of objects, or CSV with a header.
 * @throws Error that says what is wrong
 */
export function readTable(content: string, path: string): Table {
  const table = path.toLowerCase().endsWith('.csv') ? ofCsv(content) : ofJson(content);
  const count = table.columns.length;
  checkCount(count);
  table.rows.forEach((row, at) => {
    if (row.length !== count) throw new Error(text.logged.table.wrongRow(at + 1, row.length, count));
  });
  return { ...table, columns: distinct(table.columns) };
}

function checkCount(columns: number): void {
  if (columns > mostColumns) throw new Error(text.logged.table.tooManyColumns(columns, mostColumns));
}

/** Names of columns, the second `a` as `a (2)`. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name} (${count})`;
    taken.add(free);
    return free;
  });
}

function ofJson(content: string): Table {
  let value: unknown;
  try {
    value = readJson(content);
  } catch {
    throw new Error(text.logged.notJson);
  }
  if (isObject(value) && Array.isArray(value.columns) && Array.isArray(value.data) && value.data.every(Array.isArray))
    return { columns: value.columns.map(String), rows: value.data };
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject))
    throw new Error(text.logged.table.notATable);
  const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
  // Before the rows are made: where each has keys of its own, their cells would be as many as rows times rows.
  checkCount(columns.length);
  return { columns, rows: value.map((row) => columns.map((column) => (row[column] ?? null) as Cell)) };
}

function ofCsv(content: string): Table {
  const [columns, ...rows] = parseCsv(content);
  if (!columns) throw new Error(text.logged.table.notATable);
  return { columns, rows: rows.map((row) => row.map(cellOf)) };
}

function cellOf(cell: string): Cell {
  if (cell === '') return null;
  return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(cell) && !/^[-+]?0\d/.test(cell) ? Number(cell) : cell;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

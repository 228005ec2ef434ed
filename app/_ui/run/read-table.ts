import { z } from 'zod';

export interface Table {
  columns: string[];
  /** As long as the columns; a cell that a row lacks is undefined. */
  rows: unknown[][];
}

const Split = z.object({ columns: z.array(z.unknown()).min(1), data: z.array(z.array(z.unknown())) });
const Records = z.array(z.record(z.string(), z.unknown())).min(1);
const mostColumns = 500;

/**
 * A table in JSON: columns and data, as MLflow's log_table and pandas write it, or a list of objects. Undefined for any
 * other document.
 */
export function tableOfJson(document: unknown): Table | undefined {
  const split = Split.safeParse(document).data;
  if (split) return { columns: split.columns.map(String).slice(0, mostColumns), rows: split.data };
  const records = Records.safeParse(document).data;
  if (!records) return undefined;
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, mostColumns);
  return { columns, rows: records.map((record) => columns.map((column) => record[column])) };
}

/**
 * A table in CSV or TSV, its first line the names of the columns. Marks may stand in quotes, with lines within.
 * @param cut the text ends in the middle of the file: its last row, which may be half, is left out
 */
export function tableOfText(text: string, separator: ',' | '\t', cut = false): Table | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += letter;
  }
  if (!cut && (cell !== '' || row.length > 0)) rows.push([...row, cell]);
  const [columns, ...data] = rows;
  if (!columns || columns.length === 0) return undefined;
  return { columns: columns.slice(0, mostColumns), rows: data };
}

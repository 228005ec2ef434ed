import type { Cell } from '../table/schema.ts';

const readsAsNumber = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$|^-?Infinity$/;

/** A text that a spreadsheet takes for text: what begins like a formula gets a quote before it, unless it is a number. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !readsAsNumber.test(text) ? `'${text}` : text;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return harmless(cell);
  return harmless(Array.isArray(cell) ? cell.join('; ') : cell.text);
}

/** One line of CSV by RFC 4180, its end included. What is missing is empty. Pure. */
export function csvLine(cells: Cell[]): string {
  const fields = cells.map((cell) => {
    const text = textOf(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${fields.join(',')}\r\n`;
}

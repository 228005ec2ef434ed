import { text } from '#lib/ui/text/text.ts';

/**
 * The rows of a CSV (RFC 4180): quotes around cells, doubled within them; empty lines are left out.
 * @throws Error where a quote is never closed
 */
export function parseCsv(content: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // The byte order mark that spreadsheets begin a file with.
  let at = content.startsWith('\uFEFF') ? 1 : 0;
  while (at < content.length) {
    const quoted = content[at] === '"';
    const end = quoted ? closingQuote(content, at) + 1 : at;
    const stop = endOfCell(content, end);
    row.push(
      quoted
        ? content.slice(at + 1, end - 1).replaceAll('""', '"') + content.slice(end, stop)
        : content.slice(at, stop),
    );
    at = stop + 1;
    if (content[stop] === ',') {
      if (at >= content.length) row.push('');
      else continue;
    }
    if (content.startsWith('\r\n', stop)) at += 1;
    if (row.length > 1 || row[0] !== '' || quoted) rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function closingQuote(content: string, from: number): number {
  let at = content.indexOf('"', from + 1);
  while (at >= 0 && content[at + 1] === '"') at = content.indexOf('"', at + 2);
  if (at < 0) throw new Error(text.logged.table.openQuote);
  return at;
}

function endOfCell(content: string, from: number): number {
  for (let at = from; at < content.length; at += 1) {
    const character = content[at];
    if (character === ',' || character === '\n' || character === '\r') return at;
  }
  return content.length;
}

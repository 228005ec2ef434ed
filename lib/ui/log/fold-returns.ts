/** What moves the cursor within a line: without any of it a line is what was written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this reads
const moving = /[\r\b]|\u001b\[[0-9;]*[CDGK]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const pieces = /\u001b\[([0-9;:]*)([A-Za-z])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[\s\S]/gu;

/** More than this is not followed from its beginning: what a bar showed so long ago has been overwritten. */
const mostCharacters = 200_000;
/** No terminal is wider; a cursor sent further would only make spaces. */
const widest = 10_000;

/**
 * What a terminal shows of a line: a carriage return starts over, what was longer before stays at the end unless it is
 * erased, and colours keep to their letters. A progress bar of a thousand updates is thus the one line it was meant to be.
 */
export function foldReturns(line: string): string {
  if (!moving.test(line)) return line;
  const cells: { letter: string; style: string }[] = [];
  let at = 0;
  let style = '';
  for (const [piece, parameters = '', action] of tail(line).matchAll(pieces)) {
    const first = Number.parseInt(parameters, 10);
    const by = Number.isNaN(first) ? 1 : Math.min(first, widest);
    if (action === 'm') style = /^0?$/.test(parameters) ? '' : `${style}${piece}`.slice(-200);
    else if (action === 'K') erase(cells, at, Number.isNaN(first) ? 0 : first);
    else if (action === 'G') at = Math.max(0, by - 1);
    else if (action === 'C') at = Math.min(widest, at + by);
    else if (action === 'D') at = Math.max(0, at - by);
    else if (piece === '\r') at = 0;
    else if (piece === '\b') at = Math.max(0, at - 1);
    else if (piece.length <= 2) {
      while (cells.length < at) cells.push({ letter: ' ', style: '' });
      cells[at] = { letter: piece, style };
      at += 1;
    }
  }
  return written(cells);
}

function tail(line: string): string {
  if (line.length <= mostCharacters) return line;
  const start = line.lastIndexOf('\r', line.length - mostCharacters / 2);
  return start < 0 ? line : line.slice(start);
}

function erase(cells: { letter: string; style: string }[], at: number, what: number): void {
  if (what === 2) cells.length = 0;
  else if (what === 1) cells.fill({ letter: ' ', style: '' }, 0, at + 1);
  else cells.length = Math.min(cells.length, at);
}

function written(cells: readonly { letter: string; style: string }[]): string {
  let style = '';
  let shown = '';
  for (const cell of cells) {
    if (cell.style !== style) shown += `${style === '' ? '' : '\u001b[0m'}${cell.style}`;
    style = cell.style;
    shown += cell.letter;
  }
  return style === '' ? shown : `${shown}\u001b[0m`;
}

/**
 * What a terminal shows of a line with carriage returns: each return starts over, and what was longer before stays
 * at the end unless it is erased. A progress bar of a thousand updates is thus the one line it was meant to be.
 */
export function foldReturns(line: string): string {
  if (!line.includes('\r')) return line;
  let shown = '';
  for (const part of line.split('\r')) {
    if (part === '') continue;
    // Colour codes make lengths meaningless; a rewrite with them replaces the line, as progress bars expect.
    if (part.includes('\u001b') || shown.includes('\u001b')) shown = part;
    else shown = part + shown.slice(part.length);
  }
  return shown;
}

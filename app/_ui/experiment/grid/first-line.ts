/** The first line of a note that says something, without the marks of Markdown that begin it and stand in pairs around words. */
export function firstLine(note: string): string {
  for (const line of note.split('\n')) {
    if (/^\s*(?:[-*_=]{3,}|`{3}.*)\s*$/.test(line)) continue;
    const said = line
      .replace(/^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+)+/, '')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/(\*\*|__|`)(.+?)\1/g, '$2')
      .trim();
    if (said !== '') return said;
  }
  return '';
}

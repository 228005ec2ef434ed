/** The last part of the name a browser gave, without control characters: it names a file of the manifest. */
export function uploadName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replace(/%[0-9a-f]{2}/gi, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 200)
    .toWellFormed();
  return clean.replace(/^[a-z]:/i, '_') || 'data';
}

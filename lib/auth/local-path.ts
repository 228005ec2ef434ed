/** Where to go after signing in: a path of this server, or `/`. An address of another server is never followed. */
export function localPath(next: string | null | undefined): string {
  if (!next?.startsWith('/')) return '/';
  // Browsers read a backslash as a slash and drop tabs and line ends, so "/\t/evil" would leave this server.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  if (/^\/[/\\]|[\\\u0000-\u0020\u007f]/.test(next)) return '/';
  return next;
}

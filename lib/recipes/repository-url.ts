const shownSchemes = new Set(['http:', 'https:', 'ssh:', 'git:', 'git+ssh:']);

/**
 * The address of a repository as it may be kept and shown: of a scheme that repositories are fetched by, without the
 * name and the password that some clients leave in it. null for anything else a client sends.
 */
export function repositoryUrl(text: string | undefined): string | null {
  if (!text || text.length > 2_000) return null;
  // git@host:path, as git itself writes addresses over SSH.
  if (/^[\w.-]+@[\w.-]+:(?!\/\/)[\w./~-]+$/.test(text)) return text;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (!shownSchemes.has(url.protocol) || url.host === '') return null;
  const user = url.protocol.includes('ssh') && url.username ? `${url.username}@` : '';
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
}

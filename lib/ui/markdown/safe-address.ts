const nowhere = 'http://relative.invalid';

/**
 * An address that somebody wrote into a text, if following it can only lead to a page or a mail: http, https, mailto, or
 * a place relative to the page. Undefined for anything else. The browser's own parser decides, so that control
 * characters and odd spellings mean here what they mean there.
 */
export function safeAddress(written: string): { href: string; outside: boolean } | undefined {
  let url: URL;
  try {
    url = new URL(written, nowhere);
  } catch {
    return undefined;
  }
  if (url.protocol === 'mailto:') return { href: url.href, outside: true };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.origin === nowhere ? { href: written.trim(), outside: false } : { href: url.href, outside: true };
}

/**
 * The path of a file that a text names beside itself, such as `plots/loss.png`; undefined for every other address.
 * @param folder where the text lies, among the same files
 */
export function relativePath(written: string, folder = ''): string | undefined {
  const address = safeAddress(written);
  if (!address || address.outside || /^[/\\#?]/.test(address.href)) return undefined;
  try {
    const base = new URL(`/${folder.split('/').map(encodeURIComponent).join('/')}/`.replace('//', '/'), nowhere);
    return decodeURIComponent(new URL(address.href, base).pathname.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}

// An address of more than 16 KB reaches no server: ids of 32 hex digits are written with 22 letters there.

/** Ids of runs as a text for an address. */
export function packIds(ids: readonly string[]): string {
  return ids
    .map((id) => {
      const bytes = (id.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
      return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    })
    .join('.');
}

/** What packIds wrote; parts that it cannot have written are left out. */
export function unpackIds(text: string | null): string[] {
  return (text ?? '').split('.').flatMap((part) => {
    if (!/^[\w-]{22}$/.test(part)) return [];
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  });
}

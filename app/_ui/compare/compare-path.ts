import { packIds, unpackIds } from '../experiment/pack-ids.ts';

/** The page that shows runs side by side, inside the project: `/compare?runs=…`. @param base the run the others are compared with */
export function comparePath(ids: readonly string[], base?: string): string {
  const search = new URLSearchParams({ runs: packIds(ids) });
  if (base !== undefined && ids.includes(base) && base !== ids[0]) search.set('base', base);
  return `/compare?${search}`;
}

/** The runs that an address names: what packIds wrote, or whole ids that somebody typed, each once. */
export function readRunIds(text: string | null, most: number): string[] {
  const ids = (text ?? '').split(/[.,]/).flatMap((part) => (/^[0-9a-f]{32}$/.test(part) ? part : unpackIds(part)));
  return [...new Set(ids)].slice(0, most);
}

import type { SearchAnswer } from '#lib/search/schema.ts';
import { apiFetch } from '#lib/ui/api.ts';
import { projectPath } from '#lib/ui/navigation.tsx';
import type { PaletteItem } from '#lib/ui/palette/rank-items.ts';
import { text } from '#lib/ui/text/text.ts';

/** Asks the server for entities by name or id, as the palette shows them. */
export async function searchEntities({
  project,
  query,
  signal,
}: {
  project: string;
  query: string;
  signal: AbortSignal;
}): Promise<PaletteItem[]> {
  const found = await apiFetch<SearchAnswer>(project, `/search?q=${encodeURIComponent(query)}`, { signal });
  return found.items.map(({ kind, id, name, detail, path }) => ({
    id: `${kind} ${id}`,
    label: name,
    detail,
    group: text.palette.groups[kind],
    href: projectPath(project, path),
  }));
}

import { z } from 'zod';
import { apiFetch } from '#lib/ui/api.ts';
import { projectPath } from '#lib/ui/navigation.tsx';
import type { PaletteItem } from '#lib/ui/palette/rank-items.ts';
import { text } from '#lib/ui/text/en.ts';

const kinds = ['run', 'experiment', 'dataset', 'model', 'job'] as const;
const answer = z.object({
  items: z.array(
    z.object({
      kind: z.enum(kinds),
      id: z.string(),
      name: z.string(),
      detail: z.string().optional(),
      path: z.string(),
    }),
  ),
});

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
  const found = answer.parse(await apiFetch(project, `/search?q=${encodeURIComponent(query)}`, { signal }));
  return found.items.map(({ kind, id, name, detail, path }) => ({
    id: `${kind} ${id}`,
    label: name,
    detail,
    group: text.palette.groups[kind],
    href: projectPath(project, path),
  }));
}

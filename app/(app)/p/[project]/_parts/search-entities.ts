import type { ProjectAnswer } from '#lib/projects/schema.ts';
import type { SearchAnswer } from '#lib/search/schema.ts';
import { apiFetch } from '#lib/ui/api.ts';
import { projectPath } from '#lib/ui/navigation.tsx';
import { type PaletteItem, rankItems } from '#lib/ui/palette/rank-items.ts';
import { text } from '#lib/ui/text/text.ts';

const mostProjects = 5;

/** Asks the server for entities by name or id, and for other projects, as the palette shows them. */
export async function searchEntities({
  project,
  query,
  signal,
}: {
  project: string;
  query: string;
  signal: AbortSignal;
}): Promise<PaletteItem[]> {
  const [found, { projects }] = await Promise.all([
    apiFetch<SearchAnswer>(project, `/search?q=${encodeURIComponent(query)}`, { signal }),
    apiFetch<{ projects: ProjectAnswer[] }>(project, '/projects', { signal }),
  ]);
  const others = projects
    .filter(({ slug }) => slug !== project)
    .map(({ id, slug, name }) => ({
      id: `project ${id}`,
      label: text.commands.project(name),
      detail: slug,
      group: text.palette.groups.project,
      href: projectPath(slug, '/'),
    }));
  return [
    ...found.items.map(({ kind, id, name, detail, path, archived }) => ({
      id: `${kind} ${id}`,
      label: name,
      detail: archived ? [text.palette.archived, detail].filter(Boolean).join(' · ') : detail,
      group: archived ? text.palette.groups.archived : text.palette.groups[kind],
      href: projectPath(project, path),
    })),
    ...rankItems(query, others, mostProjects),
  ];
}

import type { ProjectAnswer } from './schema.ts';

/** A project's row as the API shows it. */
export function serializeProject(row: { id: string; slug: string; name: string; createdAt: Date }): ProjectAnswer {
  return { id: row.id, slug: row.slug, name: row.name, createdAt: row.createdAt.toISOString() };
}

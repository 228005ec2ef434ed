import type { Db, DbTransaction } from '../../db/client.ts';
import { runStatement } from '../../db/statement.ts';

export interface ProjectRow {
  id: string;
  slug: string;
  name: string;
  createdAt: Date;
}

/**
 * Makes a project with its default experiment, and the note of who made it where somebody did, in one statement.
 * @returns undefined, and nothing made, where the slug is taken
 */
export async function insertProject(
  on: Db | DbTransaction,
  project: ProjectRow & { actor: string | null },
): Promise<ProjectRow | undefined> {
  const [made] = await runStatement<ProjectRow & Record<string, unknown>>(on, {
    name: 'insert-project',
    text: `
      WITH made AS (
        INSERT INTO traza.project (id, slug, name, created_at) VALUES ($1, $2, $3, $4::timestamptz)
        ON CONFLICT (slug) DO NOTHING
        RETURNING id, slug, name, created_at
      ), experiment AS (
        INSERT INTO traza.experiment (project_id, name, is_default, created_at, updated_at)
        SELECT id, 'Default', true, created_at, created_at FROM made
      ), noted AS (
        INSERT INTO traza.audit_event (project_id, actor, action, subject, at)
        SELECT id, $5::text, 'project.create', 'project ' || slug, created_at FROM made WHERE $5::text IS NOT NULL
      )
      SELECT id, slug, name, created_at AS "createdAt" FROM made`,
    values: [project.id, project.slug, project.name, project.createdAt.toISOString(), project.actor],
  });
  return made;
}

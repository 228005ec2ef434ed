import type { ProjectRef } from '../context.ts';
import type { Db } from '../db/client.ts';
import { newId } from '../ids.ts';
import { insertProject } from './sql/insert-project.ts';

/** The project with this slug, made when it is not there yet. Safe when several processes start at once. */
export async function ensureProject(db: Db, slug: string): Promise<ProjectRef> {
  const found = await db.project.findUnique({ where: { slug }, select: { id: true, slug: true } });
  if (found) return found;
  const made = await insertProject(db, { id: newId(), slug, name: slug, createdAt: new Date(), actor: null });
  const { id } = made ?? (await db.project.findUniqueOrThrow({ where: { slug }, select: { id: true } }));
  return { id, slug };
}

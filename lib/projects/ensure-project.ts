import type { ProjectRef } from '../context.ts';
import type { Db } from '../db/client.ts';
import { newId } from '../ids.ts';

/** The project with this slug, made when it is not there yet. Safe when several processes start at once. */
export async function ensureProject(db: Db, slug: string): Promise<ProjectRef> {
  return db.project.upsert({
    where: { slug },
    create: { id: newId(), slug, name: slug },
    update: {},
    select: { id: true, slug: true },
  });
}

import type { ProjectRef } from '../context.ts';
import type { Db, DbTransaction } from '../db/client.ts';
import { DomainError } from '../errors.ts';

/** The project with this slug. @throws DomainError NOT_FOUND */
export async function requireProject(db: Db | DbTransaction, slug: string): Promise<ProjectRef> {
  const project = await db.project.findUnique({ where: { slug }, select: { id: true, slug: true } });
  if (!project) {
    throw new DomainError('NOT_FOUND', `There is no project "${slug}".`, { hint: 'POST /api/v1/projects makes one.' });
  }
  return project;
}

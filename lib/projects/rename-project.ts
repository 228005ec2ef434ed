import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { requireProject } from './require-project.ts';
import type { ProjectAnswer } from './schema.ts';
import { serializeProject } from './serialize-project.ts';

/** Gives a project another name to show; its slug stays. @throws DomainError NOT_FOUND */
export async function renameProject({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { slug: string; name: string };
}): Promise<ProjectAnswer> {
  return withTransaction(ctx, async (tx) => {
    const project = await requireProject(tx.db, input.slug);
    const row = await tx.db.project.update({ where: { id: project.id }, data: { name: input.name } });
    await audit({ ...tx, project }, 'project.rename', `project ${project.slug}`, { name: input.name });
    return serializeProject(row);
  });
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { CreateProjectInput, ProjectAnswer } from './schema.ts';
import { serializeProject } from './serialize-project.ts';

/** Makes a project. @throws DomainError CONFLICT when the slug is taken */
export async function createProject({ ctx, input }: { ctx: Ctx; input: CreateProjectInput }): Promise<ProjectAnswer> {
  return withTransaction(ctx, async (tx) => {
    const { count } = await tx.db.project.createMany({
      data: [{ id: newId(ctx.now()), slug: input.slug, name: input.name ?? input.slug, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new DomainError('CONFLICT', `A project "${input.slug}" exists already.`, {
        fields: [{ path: 'slug', message: 'is taken' }],
        hint: 'Choose another slug, or use the project that is there.',
      });
    }
    const project = await tx.db.project.findUniqueOrThrow({ where: { slug: input.slug } });
    await audit({ ...tx, project }, 'project.create', `project ${project.slug}`);
    return serializeProject(project);
  });
}

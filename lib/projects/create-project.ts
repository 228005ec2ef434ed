import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { CreateProjectInput, ProjectAnswer } from './schema.ts';
import { serializeProject } from './serialize-project.ts';
import { insertProject } from './sql/insert-project.ts';

/** Makes a project. @throws DomainError CONFLICT when the slug is taken */
export async function createProject({ ctx, input }: { ctx: Ctx; input: CreateProjectInput }): Promise<ProjectAnswer> {
  const now = ctx.now();
  const { slug, name = slug } = input;
  const made = await insertProject(ctx.db, { id: newId(now), slug, name, createdAt: now, actor: ctx.actor });
  if (made) return serializeProject(made);
  throw new DomainError('CONFLICT', `A project "${slug}" exists already.`, {
    fields: [{ path: 'slug', message: 'is taken', code: 'field.taken' }],
    hint: 'Choose another slug, or use the project that is there.',
  });
}

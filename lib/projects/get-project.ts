import type { Ctx } from '../context.ts';
import { requireProject } from './require-project.ts';
import type { ProjectAnswer } from './schema.ts';
import { serializeProject } from './serialize-project.ts';

/** A project, by slug. @throws DomainError NOT_FOUND */
export async function getProject({ ctx, input }: { ctx: Ctx; input: { slug: string } }): Promise<ProjectAnswer> {
  const { id } = await requireProject(ctx.db, input.slug);
  return serializeProject(await ctx.db.project.findUniqueOrThrow({ where: { id } }));
}

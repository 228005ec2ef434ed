import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/**
 * The sources of the built-in kinds at one version. They belong to the install and not to a project; a project sees
 * the versions that its own recipes name. @throws DomainError NOT_FOUND
 */
export async function requireCode(ctx: Ctx, digest: string) {
  const used = await ctx.db.recipe.findFirst({
    where: { projectId: ctx.project.id, codeDigest: digest },
    select: { digest: true },
  });
  const code = used && (await ctx.db.codeVersion.findUnique({ where: { digest } }));
  if (!code) {
    throw new DomainError('NOT_FOUND', `No recipe of project ${ctx.project.slug} names code ${digest.slice(0, 64)}.`, {
      fields: [{ path: 'digest', message: 'names no code that this project has run' }],
    });
  }
  return code;
}

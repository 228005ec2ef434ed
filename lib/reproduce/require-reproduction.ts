import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a reproduction of this project. @throws DomainError NOT_FOUND */
export async function requireReproduction(ctx: Ctx, reproductionId: string) {
  const row = await ctx.db.reproduction.findFirst({ where: { id: reproductionId, projectId: ctx.project.id } });
  if (!row) {
    throw new DomainError(
      'NOT_FOUND',
      `Reproduction ${reproductionId.slice(0, 64)} does not exist in project ${ctx.project.slug}.`,
      { fields: [{ path: 'reproductionId', message: 'names no reproduction of this project' }] },
    );
  }
  return row;
}

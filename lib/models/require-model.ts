import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a registered model of this project. @throws DomainError NOT_FOUND */
export async function requireModel(ctx: Ctx, name: string) {
  const model = await ctx.db.model.findUnique({ where: { projectId_name: { projectId: ctx.project.id, name } } });
  if (!model) {
    throw new DomainError(
      'NOT_FOUND',
      `Registered Model with name=${name.slice(0, 256)} not found in project ${ctx.project.slug}.`,
      {
        fields: [{ path: 'model', message: 'names no registered model of this project' }],
        hint: 'GET /api/v1/models lists the models of this project.',
      },
    );
  }
  return model;
}

import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a dataset of this project. @throws DomainError NOT_FOUND, for datasets of other projects too */
export async function requireDataset(ctx: Ctx, name: string) {
  const dataset = await ctx.db.dataset.findUnique({ where: { projectId_name: { projectId: ctx.project.id, name } } });
  if (!dataset) throw datasetNotFound(ctx, name);
  return dataset;
}

/** The same words wherever a dataset is looked for. */
export function datasetNotFound(ctx: Pick<Ctx, 'project'>, name: string): DomainError {
  return new DomainError('NOT_FOUND', `There is no dataset "${name.slice(0, 100)}" in project ${ctx.project.slug}.`, {
    fields: [{ path: 'name', message: 'names no dataset of this project' }],
    hint: 'GET /api/v1/datasets lists the datasets of this project.',
  });
}

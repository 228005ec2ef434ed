import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of an experiment of this project, archived ones too. @throws DomainError NOT_FOUND */
export async function requireExperiment(ctx: Ctx, experimentId: number) {
  const fits = Number.isInteger(experimentId) && experimentId > 0 && experimentId < 2 ** 31;
  const row = fits
    ? await ctx.db.experiment.findFirst({ where: { id: experimentId, projectId: ctx.project.id } })
    : null;
  if (!row) {
    throw new DomainError('NOT_FOUND', `Experiment ${experimentId} does not exist in project ${ctx.project.slug}.`, {
      fields: [{ path: 'experimentId', message: 'names no experiment of this project' }],
      hint: 'GET /api/v1/experiments lists the experiments of this project.',
    });
  }
  return row;
}

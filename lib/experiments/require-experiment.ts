import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { ensureExperiment } from './ensure-experiment.ts';

/**
 * The row of an experiment of this project, archived ones too.
 * @param experimentId 0 names the project's `Default`, whatever its number
 * @throws DomainError NOT_FOUND
 */
export async function requireExperiment(ctx: Ctx, experimentId: number) {
  const id = experimentId === 0 ? await ensureExperiment(ctx) : experimentId;
  const fits = Number.isInteger(id) && id > 0 && id < 2 ** 31;
  const row = fits ? await ctx.db.experiment.findFirst({ where: { id, projectId: ctx.project.id } }) : null;
  if (!row) throw experimentNotFound(ctx, experimentId);
  return row;
}

/** The same words wherever an experiment is looked for. */
export function experimentNotFound(ctx: Pick<Ctx, 'project'>, experimentId: number): DomainError {
  return new DomainError('NOT_FOUND', `No Experiment with id=${experimentId} exists in project ${ctx.project.slug}.`, {
    fields: [{ path: 'experimentId', message: 'names no experiment of this project' }],
    hint: 'GET /api/v1/experiments lists the experiments of this project.',
  });
}

/**
 * Runs that name no experiment go into the default one, so it stays: MLflow's servers differ here (that of files refuses
 * to delete it, that of a database deletes it and then refuses every such run), and a script that stops because somebody
 * tidied up a list is the greater surprise.
 * @throws DomainError CONFLICT
 */
export function checkArchivable(experiment: { isDefault: boolean; name: string }): void {
  if (!experiment.isDefault) return;
  throw new DomainError(
    'CONFLICT',
    `Cannot delete the default experiment '${experiment.name}': runs that name no experiment go into it.`,
    { fields: [{ path: 'experimentId', message: 'is the default experiment' }], hint: 'Archive its runs instead.' },
  );
}

/** An experiment that was deleted takes nothing. */
export function experimentArchived(experimentId: number | string): DomainError {
  return new DomainError(
    'CONFLICT',
    `The experiment ${experimentId} must be in the 'active' state. Current state is deleted.`,
    {
      fields: [{ path: 'experimentId', message: 'is archived', code: 'field.archived' }],
      hint: 'Restore it, or choose another experiment.',
    },
  );
}

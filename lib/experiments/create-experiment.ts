import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { checkArtifactLocation } from './artifact-location.ts';
import { defaultExperiment, ensureExperiment } from './ensure-experiment.ts';
import { insertExperiment, type NewExperiment } from './sql/insert-experiment.ts';

/**
 * Makes an experiment. Clients may keep the files of its runs in a place of their own, `artifactLocation`.
 * @throws DomainError CONFLICT when the project has one of this name, archived ones too, INVALID_INPUT (location)
 */
export async function createExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: Pick<NewExperiment, 'name'> & Partial<NewExperiment>;
}): Promise<{ id: number }> {
  const { name } = input;
  const artifactLocation = input.artifactLocation ? checkArtifactLocation(input.artifactLocation) : null;
  // The name is taken in every project, also where nobody has looked at the experiment yet.
  if (name === defaultExperiment) await ensureExperiment(ctx);
  const id = await insertExperiment(ctx, {
    name,
    description: input.description ?? '',
    primaryMetric: input.primaryMetric ?? null,
    metricDirection: input.metricDirection ?? null,
    artifactLocation,
    tags: input.tags ?? {},
  });
  if (id === undefined) throw await nameTaken(ctx, name);
  announce(ctx, { topic: 'experiment', id: String(id) });
  return { id };
}

/** The project has an experiment of this name; where it is archived, how to get it back is said. */
export async function nameTaken(ctx: Ctx, name: string): Promise<DomainError> {
  const row = await ctx.db.experiment.findUnique({
    where: { projectId_name: { projectId: ctx.project.id, name } },
    select: { id: true, archivedAt: true },
  });
  const state = row?.archivedAt ? `, deleted (archived) under the id ${row.id}` : '';
  return new DomainError(
    'CONFLICT',
    `Experiment(name=${name}) already exists in project ${ctx.project.slug}${state}.`,
    {
      fields: [{ path: 'name', message: 'is taken', code: 'field.taken' }],
      hint: row?.archivedAt
        ? 'Restore it, or choose another name.'
        : 'Use the one that is there, or choose another name.',
    },
  );
}

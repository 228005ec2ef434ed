import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { defaultExperiment } from './ensure-experiment.ts';
import { getExperiment } from './get-experiment.ts';
import { requireExperiment } from './require-experiment.ts';
import { type ExperimentAnswer, UpdateExperimentInput } from './schema.ts';

/**
 * Changes what is given of an experiment; `archived: true` takes it out of lists and refuses new runs.
 * @throws DomainError NOT_FOUND, CONFLICT (name taken; `Default` renamed or archived)
 */
export async function updateExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } & UpdateExperimentInput;
}): Promise<ExperimentAnswer> {
  const { experimentId, ...rest } = input;
  const { archived, name, description, primaryMetric, metricDirection } = parseInput(UpdateExperimentInput, rest);
  const changed = await withTransaction(ctx, async (tx) => {
    const before = await requireExperiment(tx, experimentId);
    const renamed = name !== undefined && name !== before.name;
    if (before.name === defaultExperiment && (renamed || archived === true)) {
      throw new DomainError(
        'CONFLICT',
        `${defaultExperiment} takes the runs that name no experiment; it stays as it is.`,
        {
          fields: [{ path: renamed ? 'name' : 'archived', message: `cannot be changed for ${defaultExperiment}` }],
        },
      );
    }
    if (
      renamed &&
      (await tx.db.experiment.findFirst({ where: { projectId: ctx.project.id, name }, select: { id: true } }))
    ) {
      throw new DomainError('CONFLICT', `An experiment "${name}" exists already.`, {
        fields: [{ path: 'name', message: 'is taken' }],
      });
    }
    await tx.db.experiment.update({
      where: { id: experimentId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(primaryMetric === undefined ? {} : { primaryMetric }),
        ...(metricDirection === undefined ? {} : { metricDirection }),
        ...(archived === undefined ? {} : { archivedAt: archived ? (before.archivedAt ?? ctx.now()) : null }),
      },
    });
    const changes = JSON.parse(JSON.stringify(rest));
    await audit(tx, 'experiment.update', `experiment ${experimentId}`, changes);
    return getExperiment({ ctx: tx, input: { experimentId } });
  });
  announce(ctx, { topic: 'experiment', id: String(experimentId) });
  return changed;
}

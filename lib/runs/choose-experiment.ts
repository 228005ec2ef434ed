import type { Ctx } from '../context.ts';
import { ensureExperiment } from '../experiments/ensure-experiment.ts';
import { experimentArchived, requireExperiment } from '../experiments/require-experiment.ts';

/**
 * The experiment a new run goes into: by number, by name (made when it is not there), or `Default`.
 * @throws DomainError NOT_FOUND, CONFLICT (archived)
 */
export async function chooseExperiment(
  ctx: Ctx,
  asked: { experimentId?: number | undefined; experiment?: string | undefined },
): Promise<number> {
  const id = asked.experimentId ?? (await ensureExperiment(ctx, asked.experiment));
  const experiment = await requireExperiment(ctx, id);
  if (experiment.archivedAt) throw experimentArchived(experiment.name);
  return experiment.id;
}

import type { Ctx } from '../context.ts';
import { requireExperiment } from './require-experiment.ts';
import type { ExperimentAnswer } from './schema.ts';
import { experimentShape, serializeExperiment } from './serialize-experiment.ts';

/** An experiment of the project. @throws DomainError NOT_FOUND */
export async function getExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number };
}): Promise<ExperimentAnswer> {
  const { id } = await requireExperiment(ctx, input.experimentId);
  const row = await ctx.db.experiment.findUniqueOrThrow({
    where: { id },
    include: experimentShape,
  });
  return serializeExperiment(row);
}

import type { Ctx } from '../context.ts';
import { experimentNotFound, requireExperiment } from './require-experiment.ts';
import type { ExperimentAnswer } from './schema.ts';
import { serializeExperiment } from './serialize-experiment.ts';
import { experimentRows } from './sql/experiment-rows.ts';

/** An experiment of the project. @throws DomainError NOT_FOUND */
export async function getExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number };
}): Promise<ExperimentAnswer> {
  const { id } = await requireExperiment(ctx, input.experimentId);
  const [row] = await experimentRows(ctx, [id]);
  if (!row) throw experimentNotFound(ctx, input.experimentId);
  return serializeExperiment(row);
}

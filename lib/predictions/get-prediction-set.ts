import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { listPredictionSets } from './list-prediction-sets.ts';
import type { PredictionSetAnswer } from './schema.ts';

/** One prediction set by the id of its dataset version. @throws DomainError NOT_FOUND */
export async function getPredictionSet({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<PredictionSetAnswer> {
  const { items } = await listPredictionSets({ ctx, input: { versionId: input.versionId } });
  const [found] = items;
  if (found) return found;
  throw new DomainError(
    'NOT_FOUND',
    `There is no prediction set ${input.versionId.slice(0, 64)} in project ${ctx.project.slug}.`,
    { hint: 'GET /api/v1/predictions lists them.' },
  );
}

import type { Ctx } from '../context.ts';
import { registryVersionShape } from './registry-shape.ts';
import { newestOfStages } from './sql/newest-of-stages.ts';

/** The newest version of each stage of each of these models, by model and number. */
export async function latestVersions(ctx: Ctx, modelIds: string[]) {
  if (modelIds.length === 0) return [];
  const ids = await newestOfStages(ctx, modelIds);
  return ctx.db.modelVersion.findMany({
    where: { id: { in: ids } },
    include: registryVersionShape,
    orderBy: [{ modelId: 'asc' }, { number: 'asc' }],
  });
}

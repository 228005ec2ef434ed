import type { Ctx } from '../context.ts';
import { requireModel } from './require-model.ts';
import { modelVersionShape } from './require-model-version.ts';
import type { ModelDetail } from './schema.ts';
import { serializeModelVersion } from './serialize-model-version.ts';

/** A registered model with its versions, newest first (at most 1,000). @throws DomainError NOT_FOUND */
export async function getModel({ ctx, input }: { ctx: Ctx; input: { name: string } }): Promise<ModelDetail> {
  const model = await requireModel(ctx, input.name);
  const versions = await ctx.db.modelVersion.findMany({
    where: { modelId: model.id, projectId: ctx.project.id, deletedAt: null },
    orderBy: { number: 'desc' },
    take: 1_000,
    include: modelVersionShape,
  });
  return {
    id: model.id,
    name: model.name,
    description: model.description,
    createdAt: model.createdAt.toISOString(),
    versions: versions.map(serializeModelVersion),
  };
}

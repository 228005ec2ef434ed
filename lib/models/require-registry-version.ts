import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { registryVersionShape } from './registry-shape.ts';
import { requireModel } from './require-model.ts';

/** A version of a registered model as the registry's clients name it. @throws DomainError NOT_FOUND */
export async function requireRegistryVersion(ctx: Ctx, name: string, number: number) {
  const { id: modelId } = await requireModel(ctx, name);
  const version = await ctx.db.modelVersion.findFirst({
    where: { modelId, number, deletedAt: null },
    include: registryVersionShape,
  });
  if (version) return version;
  throw new DomainError('NOT_FOUND', `Model Version (name=${name}, version=${number}) not found.`, {
    fields: [{ path: 'version', message: 'names no version of this model' }],
  });
}

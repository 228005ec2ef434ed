import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { registryVersionShape } from './registry-shape.ts';

/** A version of a registered model as the registry's clients name it. @throws DomainError NOT_FOUND */
export async function requireRegistryVersion(ctx: Ctx, name: string, number: number) {
  const version = await ctx.db.modelVersion.findFirst({
    where: { model: { projectId: ctx.project.id, name }, number, deletedAt: null },
    include: registryVersionShape,
  });
  if (version) return version;
  throw new DomainError('NOT_FOUND', `Model Version (name=${name}, version=${number}) not found.`, {
    fields: [{ path: 'version', message: 'names no version of this model' }],
  });
}

import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireModel } from './require-model.ts';

/**
 * The number of the version that an alias points at; `latest` is the newest version.
 * @throws DomainError NOT_FOUND (model; no versions), INVALID_INPUT (no such alias: MLflow answers that as a bad value)
 */
export async function requireAlias(ctx: Ctx, name: string, alias: string): Promise<number> {
  const { id: modelId } = await requireModel(ctx, name);
  if (alias.toLowerCase() === 'latest') {
    const { _max } = await ctx.db.modelVersion.aggregate({
      where: { modelId, deletedAt: null },
      _max: { number: true },
    });
    if (_max.number !== null) return _max.number;
    throw new DomainError('NOT_FOUND', `Latest version not found for model ${name}.`);
  }
  const row = await ctx.db.modelAlias.findUnique({
    where: { modelId_alias: { modelId, alias } },
    select: { version: { select: { number: true } } },
  });
  if (row) return row.version.number;
  throw new DomainError('INVALID_INPUT', `Registered model alias ${alias.slice(0, 255)} not found.`, {
    fields: [{ path: 'alias', message: 'names no alias of this model' }],
  });
}

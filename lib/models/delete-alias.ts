import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireModel } from './require-model.ts';

/**
 * Removes an alias; the version it pointed at stays.
 * @throws DomainError NOT_FOUND (model; alias, unless `ifThere` says that a missing one is fine)
 */
export async function deleteAlias({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { model: string; alias: string; ifThere?: boolean };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const model = await requireModel(tx, input.model);
    const { count } = await tx.db.modelAlias.deleteMany({ where: { modelId: model.id, alias: input.alias } });
    if (count === 0 && input.ifThere) return;
    if (count === 0) {
      throw new DomainError('NOT_FOUND', `Model ${model.name} has no alias "${input.alias.slice(0, 100)}".`, {
        fields: [{ path: 'alias', message: 'names no alias of this model' }],
      });
    }
    await audit(tx, 'model.alias', `model ${model.name}`, { alias: input.alias, to: null });
  });
  announce(ctx, { topic: 'model', id: input.model });
}

import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireModel } from './require-model.ts';

/**
 * Deletes a registered model with its versions. Rows stay, so that predictions and runs can still say what made them;
 * the name is free again, because the row takes one with a slash, which no request can spell.
 * @throws DomainError NOT_FOUND
 */
export async function deleteModel({ ctx, input }: { ctx: Ctx; input: { name: string } }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { id, name } = await requireModel(tx, input.name);
    const now = ctx.now();
    await tx.db.modelAlias.deleteMany({ where: { modelId: id } });
    await tx.db.modelVersion.updateMany({ where: { modelId: id, deletedAt: null }, data: { deletedAt: now } });
    await tx.db.model.update({ where: { id }, data: { name: `${name}/deleted/${id}`, deletedAt: now } });
    await audit(tx, 'model.delete', `model ${name}`);
  });
  announce(ctx, { topic: 'model', id: input.name });
}

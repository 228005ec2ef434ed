import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireModel } from './require-model.ts';

/** Changes the description of a registered model. @throws DomainError NOT_FOUND */
export async function updateModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; description: string };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { id } = await requireModel(tx, input.name);
    await tx.db.model.update({ where: { id }, data: { description: input.description, updatedAt: ctx.now() } });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

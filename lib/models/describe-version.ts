import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireRegistryVersion } from './require-registry-version.ts';

/** Changes the description of a model version. @throws DomainError NOT_FOUND */
export async function describeVersion({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; version: number; description: string };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { id } = await requireRegistryVersion(tx, input.name, input.version);
    await tx.db.modelVersion.update({ where: { id }, data: { description: input.description, updatedAt: ctx.now() } });
  });
  announce(ctx, { topic: 'model', id: input.name });
}

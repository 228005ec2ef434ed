import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { type KeyValue, loggedModelParams, paramChanged } from './logged-model-input.ts';
import { requireLoggedModel } from './require-logged-model.ts';

/**
 * Adds params to a logged model, all or none. The same value again changes nothing.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (another value than before)
 */
export async function logLoggedModelParams({
  ctx,
  input: { modelId, params },
}: {
  ctx: Ctx;
  input: { modelId: string; params: KeyValue[] };
}): Promise<void> {
  const wanted = loggedModelParams(params);
  await withTransaction(ctx, async (tx) => {
    await requireLoggedModel(tx, modelId);
    const { count } = await tx.db.loggedModelParam.createMany({
      data: wanted.map((param) => ({ modelId, ...param })),
      skipDuplicates: true,
    });
    if (count === wanted.length) return;
    const there = await tx.db.loggedModelParam.findMany({
      where: { modelId, key: { in: wanted.map((param) => param.key) } },
    });
    const values = new Map(there.map(({ key, value }) => [key, value]));
    for (const { key, value } of wanted) {
      const before = values.get(key);
      if (before !== undefined && before !== value) throw paramChanged(key, before, value);
    }
  });
  announce(ctx, { topic: 'model', id: modelId });
}

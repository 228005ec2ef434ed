import type { Ctx } from '../context.ts';
import type { DbTransaction } from '../db/client.ts';
import type { ViewScope } from './schema.ts';

/**
 * Makes room for another default among the shared views of an experiment, or among those of one person. The rows are held
 * until the transaction ends, so that of two who choose one at a time the later wins.
 */
export async function clearDefault(
  ctx: Ctx & { db: DbTransaction },
  { experimentId, scope, owner }: { experimentId: number; scope: ViewScope; owner: string },
): Promise<void> {
  await ctx.db.$queryRaw`
    SELECT 1 FROM traza.saved_view WHERE experiment_id = ${experimentId} ORDER BY id FOR UPDATE`;
  await ctx.db.savedView.updateMany({
    where: { experimentId, scope, isDefault: true, ...(scope === 'private' ? { owner } : {}) },
    data: { isDefault: false },
  });
}

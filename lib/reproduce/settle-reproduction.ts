import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireReproduction } from './require-reproduction.ts';
import { ReproductionDetail, type Verdict } from './schema.ts';

/** Writes the verdict of a reproduction, once: what is settled stays. @throws DomainError NOT_FOUND, LEASE_LOST */
export async function settleReproduction({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { reproductionId: string; verdict: Verdict; detail: Partial<ReproductionDetail> };
}): Promise<void> {
  const { reproductionId, verdict, detail } = input;
  const { runId } = await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    const row = await requireReproduction(tx, reproductionId);
    const merged = { ...ReproductionDetail.parse(row.detail), ...detail };
    await tx.db.reproduction.updateMany({
      where: { id: reproductionId, settledAt: null },
      data: { verdict, detail: JSON.parse(JSON.stringify(merged)), settledAt: ctx.now() },
    });
    return row;
  });
  announce(ctx, { topic: 'reproduction', id: reproductionId });
  announce(ctx, { topic: 'run', id: runId });
}

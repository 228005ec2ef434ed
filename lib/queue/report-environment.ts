import { assertFence, type Ctx, type Fence, withTransaction } from '../context.ts';
import type { Prisma } from '../db/client.ts';
import { canonicalDigest } from '../recipes/canonical-json.ts';

/** Records the environment fingerprint of the running attempt, there and on its run. @throws DomainError LEASE_LOST */
export async function reportEnvironment({
  ctx,
  input,
}: {
  ctx: Ctx & { fence: Fence };
  input: { runId: string; environment: Record<string, unknown> };
}): Promise<void> {
  const environment = input.environment as Prisma.InputJsonObject;
  await withTransaction(ctx, async (inner) => {
    await assertFence(inner);
    const { jobId, attempt } = ctx.fence;
    await inner.db.jobAttempt.update({ where: { jobId_number: { jobId, number: attempt } }, data: { environment } });
    await inner.db.run.update({
      where: { id: input.runId },
      data: { environment, environmentDigest: canonicalDigest(environment) },
    });
  });
}

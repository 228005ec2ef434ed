import { assertFence, type Ctx, withTransaction } from '../context.ts';

/**
 * Stores the digest of what a run really read, taken from the bytes before it started or after it ended. An input
 * that changed while the run read it taints the run.
 * @returns whether the digest is the one the recipe names and the one taken before
 * @throws DomainError LEASE_LOST
 */
export async function recordInputDigest({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; role: string; when: 'before' | 'after'; digest: string };
}): Promise<boolean> {
  const { runId, role, when, digest } = input;
  return withTransaction(ctx, async (inner) => {
    await assertFence(inner);
    const row = await inner.db.runInput.update({
      where: { runId_role: { runId, role } },
      data: when === 'before' ? { digestBefore: digest, digestAfter: null } : { digestAfter: digest },
    });
    const same = row.digest === digest && (row.digestBefore === null || row.digestBefore === digest);
    if (!same) {
      const taintedReason = `The input "${role}" had the digest ${digest} ${when} the run, and not ${row.digest}.`;
      await inner.db.run.update({ where: { id: runId }, data: { taintedReason } });
    }
    return same;
  });
}

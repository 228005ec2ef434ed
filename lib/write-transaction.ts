import { assertFence, type Ctx, withTransaction } from './context.ts';
import { inTransaction, type RunStatement } from './db/statement.ts';

/**
 * Runs the statements of a write in one transaction (the caller's where there is one), of a job only while it holds the
 * job. @throws DomainError LEASE_LOST
 */
export function writeTransaction<T>(ctx: Ctx, work: (run: RunStatement) => Promise<T>): Promise<T> {
  if (!ctx.fence) return inTransaction(ctx.db, work);
  return withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    return inTransaction(tx.db, work);
  });
}

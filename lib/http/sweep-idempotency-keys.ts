import type { Db } from '../db/client.ts';

const keepMs = 7 * 24 * 3600 * 1000;

/** Forgets answers kept for repeats that came a week ago or earlier. */
export async function sweepIdempotencyKeys(db: Db, now: Date): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - keepMs) } },
  });
  return count;
}

import type { Db, DbTransaction } from '../../db/client.ts';

/** Workers LISTEN here; polling finds what a lost message would have told. */
export const workChannel = 'traza_work';

/** 'work': there is something to claim. 'cancel': a running job is to stop. 'schedule': the times of one have changed. */
export type WakeReason = 'work' | 'cancel' | 'schedule';

/** Inside a transaction the message goes out with the commit. */
export async function wakeWorkers(db: Db | DbTransaction, reason: WakeReason = 'work'): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${workChannel}, ${reason})`;
}

import type { Db, DbTransaction } from '../../db/client.ts';

/** Workers LISTEN here; a message says only "look now", and polling finds what a lost message would have told. */
export const workChannel = 'traza_work';

/** Inside a transaction the message goes out with the commit. */
export async function wakeWorkers(db: Db | DbTransaction): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${workChannel}, '')`;
}

import type { Db, DbTransaction } from '../../db/client.ts';

/** The clock that schedules go by. */
export async function databaseNow(db: Db | DbTransaction): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  if (!row) throw new Error('SELECT without FROM has one row.');
  return row.now;
}

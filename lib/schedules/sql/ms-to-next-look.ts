import type { Db } from '../../db/client.ts';

/** Milliseconds by the database's clock until a schedule is due; none where no schedule will be. */
export async function msToNextLook(db: Db): Promise<number | undefined> {
  const [row] = await db.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(next_at) - clock_timestamp()) * 1000)::float8 AS ms
    FROM traza.schedule WHERE next_at IS NOT NULL`;
  return row?.ms ?? undefined;
}

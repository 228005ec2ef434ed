import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { wakeWorkers } from '../queue/sql/wake-workers.ts';

/**
 * Stores the plan of a batch job, partitions of equal size over all rows, before the first of them starts. A later
 * attempt finds it there and goes on with what is left of it.
 * @throws DomainError LEASE_LOST, CONFLICT (another plan is stored)
 */
export async function freezePlan({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { jobId: string; rows: number; rowsPerPartition: number };
}): Promise<{ partitions: number }> {
  const { jobId, rows, rowsPerPartition } = input;
  return withTransaction(ctx, async (inner) => {
    await assertFence(inner);
    await inner.db.$executeRaw`
      INSERT INTO traza.partition (job_id, index, row_start, row_end)
      SELECT ${jobId}, index, index * ${rowsPerPartition}::bigint,
        least((index + 1) * ${rowsPerPartition}::bigint, ${rows}::bigint)
      FROM generate_series(0, ceil(${rows}::numeric / ${rowsPerPartition}::numeric)::int - 1) AS index
      ON CONFLICT DO NOTHING`;
    const [stored] = await inner.db.$queryRaw<{ partitions: number; rows: number; largest: number }[]>`
      SELECT count(*)::int AS partitions, coalesce(max(row_end), 0)::float8 AS rows,
        coalesce(max(row_end - row_start), 0)::float8 AS largest
      FROM traza.partition WHERE job_id = ${jobId}`;
    if (!stored || stored.rows !== rows || stored.largest > rowsPerPartition) {
      throw new DomainError('CONFLICT', `Job ${jobId} has a plan for ${stored?.rows} rows, and its input has ${rows}.`);
    }
    // Workers with a free slot come and help.
    await wakeWorkers(inner.db);
    return { partitions: stored.partitions };
  });
}

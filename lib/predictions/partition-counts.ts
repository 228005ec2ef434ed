import type { Pool } from 'pg';

export interface PartitionCounts {
  total: number;
  done: number;
  /** Waiting, or running with a lease that ran out: there for the taking. */
  takeable: number;
  rowsDone: number;
  quarantined: number;
}

/** How far a batch job is, over all its workers. */
export async function partitionCounts(pool: Pool, jobId: string): Promise<PartitionCounts> {
  const answer = await pool.query<PartitionCounts>({
    name: 'partition-counts',
    text: `SELECT count(*)::int AS total, (count(*) FILTER (WHERE state = 'done'))::int AS done,
             (count(*) FILTER (WHERE state = 'waiting' OR (state = 'running' AND lease_until < now())))::int AS takeable,
             coalesce(sum(row_end - row_start) FILTER (WHERE state = 'done'), 0)::float8 AS "rowsDone",
             coalesce(sum(quarantined), 0)::float8 AS quarantined
           FROM traza.partition WHERE job_id = $1`,
    values: [jobId],
  });
  const row = answer.rows[0];
  if (!row) throw new Error('An aggregate has no row.');
  return row;
}

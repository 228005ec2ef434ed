import type { Pool } from 'pg';

/** A partition in hand; `attempt` is the fencing token of its result. */
export interface ClaimedPartition {
  index: number;
  /** Rows [rowStart, rowEnd) of the input. */
  rowStart: number;
  rowEnd: number;
  attempt: number;
}

const statement = `
WITH next AS (
  SELECT p.index
  FROM traza.partition p
  WHERE p.job_id = $1 AND (p.state = 'waiting' OR (p.state = 'running'
      AND (p.lease_until < now() OR (p.worker_id = $2 AND p.index <> ALL($4)))))
    AND EXISTS (SELECT 1 FROM traza.job j WHERE j.id = $1 AND j.state = 'running' AND j.cancel_requested_at IS NULL)
  ORDER BY p.index
  LIMIT 1
  FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE traza.partition p
SET state = 'running', attempt = p.attempt + 1, worker_id = $2, lease_until = now() + $3 * interval '1 ms',
    started_at = now(),
    lost = CASE WHEN p.state = 'running'
      THEN p.lost || jsonb_build_object('workerId', p.worker_id, 'at', now(), 'attempt', p.attempt,
        'workerName', (SELECT w.name FROM traza.worker w WHERE w.id = p.worker_id))
      ELSE p.lost END
FROM next
WHERE p.job_id = $1 AND p.index = next.index
RETURNING p.index, p.row_start::float8 AS "rowStart", p.row_end::float8 AS "rowEnd", p.attempt`;

/**
 * Claims the first partition that waits or whose holder's lease ran out; the row keeps who lost it, and when.
 * @param held partitions the caller has in hand. Others in its worker's name were claimed by a child that died or by a
 *   statement whose answer was lost: nobody works on them, and the worker's beats keep them alive
 */
export async function claimPartition(
  pool: Pool,
  { jobId, workerId, leaseMs, held }: { jobId: string; workerId: string; leaseMs: number; held: number[] },
): Promise<ClaimedPartition | undefined> {
  const answer = await pool.query<ClaimedPartition>({
    name: 'claim-partition',
    text: statement,
    values: [jobId, workerId, leaseMs, held],
  });
  return answer.rows[0];
}

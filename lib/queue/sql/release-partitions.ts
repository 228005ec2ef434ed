import type { Pool } from 'pg';

const statement = `
UPDATE traza.partition p
SET state = 'waiting', worker_id = NULL, lease_until = NULL,
    lost = CASE WHEN $3::text IS NULL THEN p.lost
      ELSE p.lost || jsonb_build_object('workerId', p.worker_id, 'at', now(), 'attempt', p.attempt, 'reason', $3::text,
        'workerName', (SELECT w.name FROM traza.worker w WHERE w.id = p.worker_id)) END
WHERE p.job_id = $1 AND p.worker_id = $2 AND p.state = 'running'`;

/**
 * Gives back what a worker held of a job once its child is gone, without waiting for the leases.
 * @param lostReason why the work was lost; null when the worker stopped in good order
 */
export async function releasePartitions(
  pool: Pool,
  { jobId, workerId, lostReason }: { jobId: string; workerId: string; lostReason: string | null },
): Promise<void> {
  await pool.query({ name: 'release-partitions', text: statement, values: [jobId, workerId, lostReason] });
}

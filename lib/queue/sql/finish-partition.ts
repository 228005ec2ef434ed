import type { Pool } from 'pg';

export interface FinishPartitionInput {
  jobId: string;
  workerId: string;
  index: number;
  attempt: number;
  /** Predictions written. */
  rows: number;
  quarantined: number;
  outputDigest: string;
  outputSize: number;
  quarantineDigest: string | null;
  stats: unknown;
}

const statement = `
UPDATE traza.partition p
SET state = 'done', rows = $5, quarantined = $6, output_digest = $7, output_size = $8, quarantine_digest = $9,
    stats = $10::jsonb, finished_at = now(), lease_until = NULL
WHERE p.job_id = $1 AND p.worker_id = $2 AND p.index = $3 AND p.attempt = $4 AND p.state IN ('running', 'done')
  AND EXISTS (SELECT 1 FROM traza.job j WHERE j.id = $1 AND j.state IN ('queued', 'running'))
RETURNING 1`;

/**
 * Stores a partition's result; storing it again, because the answer was lost, changes nothing.
 * @returns false when the claim is no longer held: nothing was written, drop the result
 */
export async function finishPartition(pool: Pool, input: FinishPartitionInput): Promise<boolean> {
  const values = [
    input.jobId,
    input.workerId,
    input.index,
    input.attempt,
    input.rows,
    input.quarantined,
    input.outputDigest,
    input.outputSize,
    input.quarantineDigest,
    JSON.stringify(input.stats),
  ];
  const answer = await pool.query({ name: 'finish-partition', text: statement, values });
  return answer.rowCount === 1;
}

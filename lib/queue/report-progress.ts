import type { Pool } from 'pg';
import type { Fence } from '../context.ts';
import type { JobProgress } from './schema.ts';

/** Stores how far a job is; a stale attempt's word is dropped. */
export async function reportProgress(pool: Pool, fence: Fence, progress: JobProgress): Promise<void> {
  await pool.query({
    name: 'report-progress',
    text: `UPDATE traza.job SET progress = $4::jsonb
           WHERE id = $1 AND worker_id = $2 AND attempt = $3 AND state = 'running'`,
    values: [fence.jobId, fence.workerId, fence.attempt, JSON.stringify(progress)],
  });
}

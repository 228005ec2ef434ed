import type { Pool } from 'pg';
import type { Fence } from '../../context.ts';
import type { AttemptEnd } from '../end-of-attempt.ts';

// A cancel that arrived after the worker last looked still wins over a retry, and never over a success.
const statement = `
WITH ended AS (
  SELECT j.id, j.run_id,
    CASE WHEN $4 <> 'succeeded' AND j.cancel_requested_at IS NOT NULL THEN 'canceled' ELSE $4 END AS next,
    CASE WHEN $4 <> 'succeeded' AND j.cancel_requested_at IS NOT NULL THEN 'canceled' ELSE $5 END AS outcome,
    CASE WHEN $4 <> 'succeeded' AND j.cancel_requested_at IS NOT NULL
         THEN 'canceled by ' || coalesce(j.cancel_requested_by, 'somebody') ELSE $9::text END AS reason
  FROM traza.job j
  WHERE j.id = $1 AND j.worker_id = $2 AND j.attempt = $3 AND j.state = 'running'
  FOR NO KEY UPDATE
), job AS (
  UPDATE traza.job j
  SET state = ended.next, failures = $6, error = CASE WHEN ended.next = 'canceled' THEN j.error ELSE $8::jsonb END,
      concurrency_slot = NULL,
      worker_id = CASE WHEN ended.next = 'queued' THEN NULL ELSE j.worker_id END,
      available_at = CASE WHEN ended.next = 'queued' AND $7::float8 > 0 THEN now() + $7::float8 * interval '1 ms'
        ELSE j.available_at END,
      finished_at = CASE WHEN ended.next <> 'queued' THEN now() END
  FROM ended
  WHERE j.id = ended.id
), attempt AS (
  UPDATE traza.job_attempt a
  SET outcome = ended.outcome, ended_at = now(), error = $8::jsonb
  FROM ended
  WHERE a.job_id = ended.id AND a.number = $3
), part AS (
  UPDATE traza.partition p SET state = 'waiting', worker_id = NULL, lease_until = NULL
  FROM ended
  WHERE p.job_id = ended.id AND p.state = 'running' AND (ended.next <> 'queued' OR p.worker_id = $2)
), run AS (
  UPDATE traza.run r
  SET status = CASE ended.next WHEN 'succeeded' THEN 'finished' ELSE ended.next END,
      status_reason = CASE WHEN ended.next = 'succeeded' THEN r.status_reason ELSE ended.reason END,
      ended_at = CASE WHEN ended.next <> 'queued' THEN now() END
  FROM ended
  WHERE r.id = ended.run_id
)
SELECT next FROM ended`;

/**
 * Stores the end of an attempt, in the job, the attempt and the run at once.
 * @returns the job's state now, or undefined when the attempt no longer held the job: then nothing was written.
 */
export async function endAttempt(pool: Pool, fence: Fence, end: AttemptEnd): Promise<AttemptEnd['state'] | undefined> {
  const values = [
    fence.jobId,
    fence.workerId,
    fence.attempt,
    end.state,
    end.outcome,
    end.failures,
    end.delayMs,
    end.error ? JSON.stringify(end.error) : null,
    end.reason,
  ];
  const answer = await pool.query<{ next: AttemptEnd['state'] }>({ name: 'end-attempt', text: statement, values });
  return answer.rows[0]?.next;
}

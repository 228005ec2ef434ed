import type { Pool } from 'pg';

/** A job whose worker stopped beating, and what became of it. */
export interface ReapedJob {
  id: string;
  runId: string;
  attempt: number;
  state: 'queued' | 'failed' | 'canceled';
  reason: string;
  project: { id: string; slug: string };
}

// The lease is taken by the claim itself, so a worker that dies before its first heartbeat is found like any other.
// SKIP LOCKED: a job whose holder is in the middle of a fenced write is left for the next look.
const statement = `
WITH lost AS (
  SELECT j.id, j.run_id, j.attempt, j.project_id,
    CASE WHEN j.cancel_requested_at IS NOT NULL THEN 'canceled'
         WHEN j.failures + 1 >= j.max_attempts THEN 'failed'
         ELSE 'queued' END AS next,
    CASE WHEN j.cancel_requested_at IS NOT NULL
      THEN 'canceled by ' || coalesce(j.cancel_requested_by, 'somebody') || '; ' ELSE '' END
    || coalesce(w.name, 'its worker') || ' was lost at ' || to_char(now() AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' UTC ('
    || CASE WHEN w.heartbeat_at < a.lease_until - interval '1 ms' AND w.heartbeat_at < now() - $1 * interval '0.5 ms'
         THEN 'no heartbeat for ' || round(extract(epoch FROM now() - w.heartbeat_at)) || ' s'
         ELSE 'it no longer held attempt ' || j.attempt END || ')'
    || CASE WHEN j.cancel_requested_at IS NULL AND j.failures + 1 >= j.max_attempts
         THEN '; no attempt is left after ' || (j.failures + 1) || ' failed or lost' ELSE '' END AS reason
  FROM traza.job j
  JOIN traza.job_attempt a ON a.job_id = j.id AND a.number = j.attempt
  LEFT JOIN traza.worker w ON w.id = j.worker_id
  WHERE j.state = 'running' AND a.lease_until < now()
  FOR NO KEY UPDATE OF j SKIP LOCKED
), job AS (
  UPDATE traza.job j
  SET state = lost.next, failures = j.failures + 1, worker_id = NULL, concurrency_slot = NULL,
      error = CASE WHEN lost.next = 'canceled' THEN j.error
        ELSE jsonb_build_object('code', 'WORKER_LOST', 'message', lost.reason) END,
      finished_at = CASE WHEN lost.next <> 'queued' THEN now() END
  FROM lost
  WHERE j.id = lost.id
), attempt AS (
  UPDATE traza.job_attempt a
  SET outcome = 'lost', ended_at = now(), error = jsonb_build_object('code', 'WORKER_LOST', 'message', lost.reason)
  FROM lost
  WHERE a.job_id = lost.id AND a.number = lost.attempt
), part AS (
  UPDATE traza.partition p SET state = 'waiting', worker_id = NULL, lease_until = NULL
  FROM lost
  WHERE p.job_id = lost.id AND p.state = 'running' AND lost.next <> 'queued'
), run AS (
  UPDATE traza.run r
  SET status = lost.next, status_reason = lost.reason, ended_at = CASE WHEN lost.next <> 'queued' THEN now() END
  FROM lost
  WHERE r.id = lost.run_id
)
SELECT lost.id, lost.run_id, lost.attempt, lost.next, lost.reason, p.id AS project_id, p.slug
FROM lost JOIN traza.project p ON p.id = lost.project_id`;

interface Row {
  id: string;
  run_id: string;
  attempt: number;
  next: ReapedJob['state'];
  reason: string;
  project_id: string;
  slug: string;
}

/**
 * Takes jobs away from workers whose lease ran out: queued again while attempts are left, failed or canceled
 * otherwise. The lost attempt keeps the reason, and the run page shows it.
 */
export async function reapJobs(pool: Pool, leaseMs: number): Promise<ReapedJob[]> {
  const answer = await pool.query<Row>({ name: 'reap-jobs', text: statement, values: [leaseMs] });
  return answer.rows.map((row) => ({
    id: row.id,
    runId: row.run_id,
    attempt: row.attempt,
    state: row.next,
    reason: row.reason,
    project: { id: row.project_id, slug: row.slug },
  }));
}

import type { Pool } from 'pg';
import { DatabaseError } from 'pg';

/** What a worker needs to know of the job it has just claimed. */
export interface ClaimedJob {
  id: string;
  runId: string;
  kind: string;
  payload: unknown;
  slots: number;
  attempt: number;
  failures: number;
  maxAttempts: number;
  timeoutMs: number | null;
  project: { id: string; slug: string };
}

export interface ClaimJobInput {
  workerId: string;
  workerName: string;
  /** Slots the worker has left; jobs that take more wait. */
  freeSlots: number;
  /** Kinds the worker can run. */
  kinds: string[];
  /** Numeric backends the worker has; jobs pinned to another wait. */
  backends: string[];
  leaseMs: number;
}

// The place under a concurrency key is taken by a unique index and not by counting: two claims that counted at the
// same moment would both see room. The loser gets a unique violation and looks again.
const statement = `
WITH next AS (
  SELECT j.id
  FROM traza.job j
  WHERE j.state = 'queued' AND j.available_at <= now() AND j.slots <= $3 AND j.kind = ANY($4)
    AND (j.backend IS NULL OR j.backend = ANY($6))
    AND (j.concurrency_key IS NULL OR j.concurrency_limit > (
      SELECT count(*) FROM traza.job o
      WHERE o.concurrency_key = j.concurrency_key AND o.concurrency_slot BETWEEN 1 AND j.concurrency_limit))
  ORDER BY j.priority DESC, j.available_at, j.id
  LIMIT 1
  FOR NO KEY UPDATE SKIP LOCKED
), taken AS (
  UPDATE traza.job j
  SET state = 'running', attempt = j.attempt + 1, worker_id = $1, progress = '{}',
      started_at = coalesce(j.started_at, now()),
      concurrency_slot = CASE WHEN j.concurrency_key IS NOT NULL THEN (
        SELECT min(place) FROM generate_series(1, j.concurrency_limit) AS place
        WHERE NOT EXISTS (SELECT 1 FROM traza.job o
          WHERE o.concurrency_key = j.concurrency_key AND o.concurrency_slot = place)) END
  FROM next
  WHERE j.id = next.id
  RETURNING j.*
), attempt AS (
  INSERT INTO traza.job_attempt (job_id, number, worker_id, outcome, lease_until, started_at)
  SELECT id, attempt, $1, 'running', now() + $5 * interval '1 ms', now() FROM taken
), run AS (
  UPDATE traza.run r
  SET status = 'running', started_at = coalesce(r.started_at, now()), ended_at = NULL,
      status_reason = CASE WHEN taken.attempt > 1
        THEN coalesce(r.status_reason || '; ', '') || 'attempt ' || taken.attempt || ' started on ' || $2::text END
  FROM taken
  WHERE r.id = taken.run_id
)
SELECT t.id, t.run_id, t.kind, t.payload, t.slots, t.attempt, t.failures, t.max_attempts, t.timeout_ms::float8,
       p.id AS project_id, p.slug
FROM taken t JOIN traza.project p ON p.id = t.project_id`;

interface Row {
  id: string;
  run_id: string;
  kind: string;
  payload: unknown;
  slots: number;
  attempt: number;
  failures: number;
  max_attempts: number;
  timeout_ms: number | null;
  project_id: string;
  slug: string;
}

/**
 * Claims the next job for a worker in one statement: highest priority first, then the one that became available
 * first. The claim takes the lease, raises the attempt and sets the run running; nobody else can get the same attempt.
 */
export async function claimJob(pool: Pool, input: ClaimJobInput): Promise<ClaimedJob | undefined> {
  const values = [input.workerId, input.workerName, input.freeSlots, input.kinds, input.leaseMs, input.backends];
  for (;;) {
    try {
      const answer = await pool.query<Row>({ name: 'claim-job', text: statement, values });
      const row = answer.rows[0];
      if (!row) return undefined;
      return {
        id: row.id,
        runId: row.run_id,
        kind: row.kind,
        payload: row.payload,
        slots: row.slots,
        attempt: row.attempt,
        failures: row.failures,
        maxAttempts: row.max_attempts,
        timeoutMs: row.timeout_ms,
        project: { id: row.project_id, slug: row.slug },
      };
    } catch (error) {
      const uniqueViolation = error instanceof DatabaseError && error.code === '23505';
      if (!uniqueViolation) throw error;
    }
  }
}

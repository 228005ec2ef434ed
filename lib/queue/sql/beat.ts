import type { Pool } from 'pg';

/** A claim as its holder knows it. */
export interface HeldJob {
  id: string;
  attempt: number;
  /** 'leader' holds the job, 'helper' only partitions of it. */
  role: 'leader' | 'helper';
}

/** What the database says about a claim: go on, stop because it was cancelled, or drop it because it is another's. */
export interface BeatAnswer extends HeldJob {
  verdict: 'held' | 'cancel' | 'lost';
}

// Only claims this process really works on are named: one whose answer was lost on the way (the database restarted
// between commit and reply) must run out. No job row is locked, so a fenced transaction never delays a beat.
const statement = `
WITH held AS (
  SELECT id, attempt, role FROM unnest($2::text[], $3::int[], $4::text[]) AS held(id, attempt, role)
), worker AS (
  UPDATE traza.worker SET heartbeat_at = now() WHERE id = $1
), answer AS (
  SELECT h.id, h.attempt, h.role,
    CASE
      WHEN j.cancel_requested_at IS NOT NULL AND j.state IN ('queued', 'running') THEN 'cancel'
      WHEN h.role = 'leader' AND j.state = 'running' AND j.worker_id = $1 AND j.attempt = h.attempt THEN 'held'
      WHEN h.role = 'helper' AND j.state IN ('queued', 'running') THEN 'held'
      ELSE 'lost'
    END AS verdict
  FROM held h LEFT JOIN traza.job j ON j.id = h.id
), lease AS (
  UPDATE traza.job_attempt a SET lease_until = now() + $5 * interval '1 ms'
  FROM answer
  WHERE a.job_id = answer.id AND a.number = answer.attempt AND a.worker_id = $1 AND a.outcome = 'running'
    AND answer.role = 'leader' AND answer.verdict <> 'lost'
), part AS (
  UPDATE traza.partition p SET lease_until = now() + $5 * interval '1 ms'
  FROM answer
  WHERE p.job_id = answer.id AND p.worker_id = $1 AND p.state = 'running' AND answer.verdict <> 'lost'
)
SELECT id, attempt, role, verdict FROM answer`;

/** Renews, in one statement, the leases of everything a worker holds, and says which claims it has lost or must stop. */
export async function beat(
  pool: Pool,
  { workerId, held, leaseMs }: { workerId: string; held: HeldJob[]; leaseMs: number },
): Promise<BeatAnswer[]> {
  const values = [
    workerId,
    held.map((job) => job.id),
    held.map((job) => job.attempt),
    held.map((job) => job.role),
    leaseMs,
  ];
  const answer = await pool.query<BeatAnswer>({ name: 'beat', text: statement, values });
  return answer.rows;
}

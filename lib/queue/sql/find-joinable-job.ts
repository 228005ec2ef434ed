import type { Pool } from 'pg';

/** A running job with partitions nobody works on. */
export interface JoinableJob {
  id: string;
  runId: string;
  kind: string;
  payload: unknown;
  attempt: number;
  project: { id: string; slug: string };
}

const statement = `
SELECT j.id, j.run_id, j.kind, j.payload, j.attempt, p.id AS project_id, p.slug
FROM traza.job j JOIN traza.project p ON p.id = j.project_id
WHERE j.state = 'running' AND j.cancel_requested_at IS NULL AND j.kind = ANY($1) AND j.id <> ALL($2)
  AND j.worker_id <> $3 AND (j.backend IS NULL OR j.backend = ANY($4))
  AND (SELECT count(*) FROM traza.partition part
       WHERE part.job_id = j.id AND (part.state = 'waiting' OR (part.state = 'running' AND part.lease_until < now()))) > 1
ORDER BY j.priority DESC, j.created_at
LIMIT 1`;

interface Row {
  id: string;
  run_id: string;
  kind: string;
  payload: unknown;
  attempt: number;
  project_id: string;
  slug: string;
}

/**
 * A job another worker leads and this one could help with. One waiting partition is not worth a child: its leader
 * would be done before the model is loaded. `except` are jobs this worker has a child for, or was no help with lately.
 */
export async function findJoinableJob(
  pool: Pool,
  { workerId, kinds, backends, except }: { workerId: string; kinds: string[]; backends: string[]; except: string[] },
): Promise<JoinableJob | undefined> {
  const answer = await pool.query<Row>({
    name: 'find-joinable',
    text: statement,
    values: [kinds, except, workerId, backends],
  });
  const row = answer.rows[0];
  if (!row) return undefined;
  return {
    id: row.id,
    runId: row.run_id,
    kind: row.kind,
    payload: row.payload,
    attempt: row.attempt,
    project: { id: row.project_id, slug: row.slug },
  };
}

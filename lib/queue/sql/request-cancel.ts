import type { DbTransaction } from '../../db/client.ts';
import type { JobState } from '../schema.ts';

/** Ends a queued job; leaves a request on a running one, which the holder's next beat reads. @returns the state after it */
export async function requestCancel(
  db: DbTransaction,
  { jobId, actor }: { jobId: string; actor: string },
): Promise<JobState | undefined> {
  const rows = await db.$queryRaw<{ state: JobState }[]>`
    WITH job AS (
      UPDATE traza.job
      SET cancel_requested_at = coalesce(cancel_requested_at, now()),
          cancel_requested_by = coalesce(cancel_requested_by, ${actor}),
          finished_at = CASE WHEN state = 'queued' THEN now() END,
          state = CASE WHEN state = 'queued' THEN 'canceled' ELSE state END
      WHERE id = ${jobId} AND state IN ('queued', 'running')
      RETURNING run_id, state
    ), run AS (
      UPDATE traza.run r
      SET status = CASE WHEN job.state = 'canceled' THEN 'canceled' ELSE r.status END,
          status_reason = CASE WHEN job.state = 'canceled' THEN 'canceled by ' || ${actor}::text
            ELSE ${actor}::text || ' asked to cancel it' END,
          ended_at = CASE WHEN job.state = 'canceled' THEN now() ELSE r.ended_at END
      FROM job
      WHERE r.id = job.run_id
    )
    SELECT state FROM job`;
  const changed = rows[0]?.state;
  if (changed) return changed;
  const [row] = await db.$queryRaw<{ state: JobState }[]>`SELECT state FROM traza.job WHERE id = ${jobId}`;
  return row?.state;
}

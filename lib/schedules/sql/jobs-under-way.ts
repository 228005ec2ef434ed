import type { DbTransaction } from '../../db/client.ts';

/** The queue keeps to one at a time of the jobs that times of a schedule started. */
export const concurrencyOf = (scheduleId: string) => ({ key: `schedule ${scheduleId}`, limit: 1 });

/** Jobs that earlier times of a schedule started, and that have not ended. */
export async function jobsUnderWay(
  tx: DbTransaction,
  schedule: { id: string; projectId: string },
): Promise<{ id: string; runId: string }[]> {
  const key = `${schedule.projectId} ${concurrencyOf(schedule.id).key}`;
  return tx.$queryRaw`
    SELECT id, run_id AS "runId" FROM traza.job
    WHERE concurrency_key = ${key} AND state IN ('queued', 'running')
    ORDER BY created_at, id`;
}

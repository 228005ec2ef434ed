import type { DbTransaction } from '../../db/client.ts';
import { concurrencyOfSchedule } from '../../queue/concurrency-of-schedule.ts';

/** Jobs that earlier times of a schedule started, and that have not ended. */
export async function jobsUnderWay(
  tx: DbTransaction,
  schedule: { id: string; projectId: string },
): Promise<{ id: string; runId: string }[]> {
  const key = `${schedule.projectId} ${concurrencyOfSchedule(schedule.id).key}`;
  return tx.$queryRaw`
    SELECT id, run_id AS "runId" FROM traza.job
    WHERE concurrency_key = ${key} AND state IN ('queued', 'running')
    ORDER BY created_at, id`;
}

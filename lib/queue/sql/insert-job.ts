import type { DbTransaction } from '../../db/client.ts';

export interface InsertJobRow {
  id: string;
  projectId: string;
  runId: string;
  kind: string;
  payload: unknown;
  priority: number;
  slots: number;
  backend: string | null;
  maxAttempts: number;
  timeoutMs: number | null;
  concurrencyKey: string | null;
  concurrencyLimit: number | null;
  retryOfId: string | null;
}

/** Prisma would stamp the row with this process's clock; who may be claimed when is decided by the database's alone. */
export async function insertJob(db: DbTransaction, row: InsertJobRow): Promise<void> {
  await db.$executeRaw`
    INSERT INTO traza.job
      (id, project_id, run_id, kind, payload, priority, slots, backend, max_attempts, timeout_ms,
       concurrency_key, concurrency_limit, retry_of_id, available_at, created_at)
    VALUES
      (${row.id}, ${row.projectId}, ${row.runId}, ${row.kind}, ${JSON.stringify(row.payload)}::jsonb, ${row.priority},
       ${row.slots}, ${row.backend}, ${row.maxAttempts}, ${row.timeoutMs}::bigint, ${row.concurrencyKey}, ${row.concurrencyLimit}::int,
       ${row.retryOfId}, now(), now())`;
}

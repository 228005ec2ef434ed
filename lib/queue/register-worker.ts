import type { Pool } from 'pg';
import { newId } from '../ids.ts';

export interface WorkerRow {
  id: string;
  /** 'worker-1', 'worker-2', …: how people speak of it. Never given twice. */
  name: string;
}

/** Makes the row of a starting worker. */
export async function registerWorker(
  pool: Pool,
  input: { host: string; pid: number; slots: number; capabilities: Record<string, unknown> },
): Promise<WorkerRow> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('traza worker names'))");
    const answer = await client.query<WorkerRow>(
      `INSERT INTO traza.worker (id, name, host, pid, slots, capabilities, started_at, heartbeat_at)
       SELECT $1, 'worker-' || (count(*) + 1), $2, $3, $4, $5::jsonb, now(), now() FROM traza.worker
       RETURNING id, name`,
      [newId(), input.host, input.pid, input.slots, JSON.stringify(input.capabilities)],
    );
    await client.query('COMMIT');
    const row = answer.rows[0];
    if (!row) throw new Error('The database returned no worker row.');
    return row;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Notes that the worker stopped in good order. */
export async function signOffWorker(pool: Pool, workerId: string): Promise<void> {
  await pool.query('UPDATE traza.worker SET stopped_at = now(), heartbeat_at = now() WHERE id = $1', [workerId]);
}

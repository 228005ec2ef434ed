import type { PoolClient } from 'pg';
import { pool } from '../../db/client.ts';

/** One short transaction on a connection of its own: blobs never join a verb's transaction. */
export async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let failed = true;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    failed = false;
    return result;
  } finally {
    if (failed) await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

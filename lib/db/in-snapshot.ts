import type { PoolClient } from 'pg';
import { pool } from './client.ts';
import { released } from './released.ts';

/** Runs statements that all see the database as it is at the first of them. They may only read. */
export async function inSnapshot<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  return released(client, async () => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  });
}

import type { PoolClient } from 'pg';

/** Gives a connection back when the transaction that `work` ends on it has ended, rolled back where `work` fails. */
export async function released<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  let broken = true;
  try {
    const result = await work();
    broken = false;
    return result;
  } catch (error) {
    // A connection on which even this fails is not given back to the pool.
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

import type { QueryResultRow } from 'pg';
import { type Db, type DbTransaction, db, pool } from './client.ts';

/** A statement whose text never changes: PostgreSQL plans it once for each connection, under its name. */
export interface Statement {
  /** At most 63 characters, used by this text alone. */
  name: string;
  text: string;
  values: unknown[];
}

export type RunStatement = <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;

function within(tx: Db | DbTransaction): RunStatement {
  return ({ text, values }) => tx.$queryRawUnsafe(text, ...values);
}

/**
 * Runs one statement: prepared on the pool where it is a transaction by itself, within the caller's transaction where
 * there is one. The two read some types differently, so cast what comes out to text, int4, float8, boolean or json.
 */
export async function runStatement<Row extends QueryResultRow>(
  on: Db | DbTransaction,
  statement: Statement,
): Promise<Row[]> {
  if (on !== db()) return within(on)<Row>(statement);
  const { rows } = await pool().query<Row>(statement);
  return rows;
}

/** Runs statements in one transaction on the pool, or in the caller's where there is one. */
export async function inTransaction<T>(on: Db | DbTransaction, work: (run: RunStatement) => Promise<T>): Promise<T> {
  if (!('$transaction' in on)) return work(within(on));
  if (on !== db()) return on.$transaction((tx) => work(within(tx)), { timeout: 60_000, maxWait: 10_000 });
  const client = await pool().connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const result = await work(async (statement) => (await client.query(statement)).rows);
    await client.query('COMMIT');
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

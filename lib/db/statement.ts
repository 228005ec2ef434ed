import type { PoolClient, QueryResultRow } from 'pg';
import { type Db, type DbTransaction, db, statementPool } from './client.ts';
import { released } from './released.ts';

/** A statement whose text never changes: PostgreSQL plans it once for each connection, under its name. */
export interface Statement {
  /** At most 63 characters, used by this text alone. */
  name: string;
  text: string;
  values: unknown[];
}

export type RunStatement = <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;

/**
 * Runs one statement: prepared on the pool where it is a transaction by itself, within the caller's transaction where
 * there is one. The two read some types differently, so cast what comes out to text, int4, float8, boolean or json.
 */
export async function runStatement<Row extends QueryResultRow>(
  on: Db | DbTransaction,
  statement: Statement,
): Promise<Row[]> {
  if (on !== db()) return on.$queryRawUnsafe(statement.text, ...statement.values);
  const { rows } = await statementPool().query<Row>(statement);
  return rows;
}

/** The statements of a transaction, and the wait for those whose answers nobody waited for. */
function inOrder(send: RunStatement): { run: RunStatement; answered: () => Promise<unknown> } {
  const sent: Promise<unknown>[] = [];
  const run: RunStatement = (statement) => {
    const answer = send(statement);
    // answered() hears of a failure; until it is called, the failure is not unhandled.
    answer.catch(() => {});
    sent.push(answer);
    return answer as ReturnType<typeof send<never>>;
  };
  return { run, answered: () => Promise.all(sent) };
}

/** What is written to a connection before the process looks at anything else leaves in one packet. */
function sendTogether(client: PoolClient): void {
  const { stream } = client.connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

async function within<T>(tx: DbTransaction, work: (run: RunStatement) => Promise<T>): Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  const { run, answered } = inOrder(({ text, values }) => {
    const answer = before.then(() => tx.$queryRawUnsafe<never>(text, ...values));
    before = answer;
    return answer;
  });
  const result = await work(run);
  await answered();
  return result;
}

/**
 * Runs statements in one transaction on the pool, or in the caller's where there is one. They go out at once and are
 * answered in their order: a statement that `work` does not wait for (its last write, mostly) travels with the COMMIT,
 * and undoes the transaction when it fails.
 */
export async function inTransaction<T>(on: Db | DbTransaction, work: (run: RunStatement) => Promise<T>): Promise<T> {
  if (!('$transaction' in on)) return within(on, work);
  if (on !== db()) return on.$transaction((tx) => within(tx, work), { timeout: 60_000, maxWait: 10_000 });
  const client = await statementPool().connect();
  const { run, answered } = inOrder(async (statement) => {
    sendTogether(client);
    return (await client.query(statement)).rows;
  });
  sendTogether(client);
  const begun = client.query('BEGIN');
  begun.catch(() => {});
  return released(client, async () => {
    const result = await work(run);
    // After a statement that failed, PostgreSQL takes COMMIT for ROLLBACK; what failed is thrown.
    const committed = client.query('COMMIT');
    committed.catch(() => {});
    await answered();
    await Promise.all([begun, committed]);
    return result;
  });
}

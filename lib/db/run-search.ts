import { hash } from 'node:crypto';
import type { PoolClient, QueryResultRow } from 'pg';
import { type Db, type DbTransaction, db, searchPool } from './client.ts';
import { runSql, type Sql } from './sql.ts';

// The plan of a page of runs takes 650 KB of its connection's memory.
const mostPlans = 12;
const planned = new WeakMap<PoolClient, Set<string>>();

/**
 * Runs a statement that only reads, prepared under the digest of its text: parsing and planning a search takes as long
 * as finding a page of runs. Its plan is made without knowing any value, along indexes wherever there is one, which is
 * right for what a LIMIT ends early and wrong for what has to be sorted as a whole.
 * A connection that has seen many different texts is closed, which is how it forgets their plans.
 */
export async function runSearch<Row extends QueryResultRow>(on: Db | DbTransaction, statement: Sql): Promise<Row[]> {
  if (on !== db()) return runSql(on, statement);
  const { text } = statement;
  const name = hash('sha1', text);
  const client = await searchPool().connect();
  const names = planned.get(client) ?? new Set();
  planned.set(client, names.add(name));
  let done = false;
  try {
    const { rows } = await client.query<Row>({ name, text, values: [...statement.values] });
    done = true;
    return rows;
  } finally {
    client.release(!done || names.size >= mostPlans);
  }
}

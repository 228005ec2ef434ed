import { performance } from 'node:perf_hooks';
import type { PoolClient } from 'pg';
import type { Ctx } from '../../context.ts';
import { pool } from '../../db/client.ts';
import { released } from '../../db/released.ts';
import { patternError } from '../../db/run-limited.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { parseInput } from '../../parse-input.ts';
import { naming, readSet } from './read-set.ts';
import { type RunCount, RunSet } from './schema.ts';
import { setSql } from './set-sql.ts';

/** Rows that are counted in one go. */
const stride = 2_000;

/**
 * How many runs a set has, as far as can be told in `mostMs`: then at least so many.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, regular expression)
 */
export async function countRuns({
  ctx,
  input,
  mostMs = 1_000,
}: {
  ctx: Ctx;
  input: RunSet;
  mostMs?: number;
}): Promise<RunCount> {
  const set = await readSet(ctx, parseInput(RunSet, input, 'set'));
  const { from, where } = setSql(ctx, set);
  const statement = sql`DECLARE counted NO SCROLL CURSOR FOR SELECT FROM ${from} WHERE ${where}`;
  return naming(set, async () => {
    const client = await pool().connect();
    return released(client, async () => {
      await client.query('BEGIN READ ONLY');
      try {
        // All of its rows are wanted, which plans for a cursor do not expect; and there are more of them than the planner
        // thinks, who takes a key and its values for independent: loops over them took up to twice as long.
        await client.query('SET LOCAL cursor_tuple_fraction = 1; SET LOCAL enable_nestloop = off');
        return await countUntil(client, statement, performance.now() + mostMs);
      } catch (error) {
        throw patternError(error, mostMs);
      } finally {
        await client.query('ROLLBACK');
      }
    });
  });
}

async function countUntil(client: PoolClient, declared: Sql, until: number): Promise<RunCount> {
  let count = 0;
  const inTime = async (text: string, values: unknown[] = []) => {
    const left = Math.max(1, Math.ceil(until - performance.now()));
    await client.query(`SET LOCAL statement_timeout = ${left}`);
    return (await client.query(text, values)).rowCount ?? 0;
  };
  try {
    // Planning tries a regular expression out.
    await inTime(declared.text, [...declared.values]);
    for (;;) {
      const moved = await inTime(`MOVE FORWARD ${stride} IN counted`);
      count += moved;
      if (moved < stride) return { count, exact: true };
      if (performance.now() >= until) return { count, exact: false };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '57014') return { count, exact: false };
    throw error;
  }
}

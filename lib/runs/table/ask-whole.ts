import type { Ctx } from '../../context.ts';
import { db, pool } from '../../db/client.ts';
import { released } from '../../db/released.ts';
import { runLimited } from '../../db/run-limited.ts';
import { runSql, type Sql } from '../../db/sql.ts';
import { DomainError } from '../../errors.ts';
import { hasPattern } from '../../filter/tree.ts';
import type { ReadRunSet } from './read-set.ts';

/** How many milliseconds a statement may take for which somebody waits at a page, and one that is asked for once. */
const pageMs = 30_000;
export const onceMs = 120_000;

/**
 * Runs a statement over a whole set that only reads, and gives up in time: it would go on when nobody waits for it any more.
 * One with a pattern is given up after five seconds. Within a transaction of the caller the time is the caller's.
 * @throws DomainError UNPROCESSABLE where it takes longer than `mostMs`, INVALID_INPUT where a pattern does
 */
export async function askWhole<Row extends Record<string, unknown>>(
  ctx: Ctx,
  set: ReadRunSet,
  statement: Sql,
  mostMs = pageMs,
): Promise<Row[]> {
  if (hasPattern(set.filter)) return runLimited(ctx, statement);
  if (ctx.db !== db()) return runSql(ctx.db, statement);
  const client = await pool().connect();
  try {
    return await released(client, async () => {
      await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${mostMs}`);
      const { rows } = await client.query<Row>(statement.text, [...statement.values]);
      await client.query('COMMIT');
      return rows;
    });
  } catch (cause) {
    // query_canceled
    if (!(cause instanceof Error && 'code' in cause && cause.code === '57014')) throw cause;
    throw new DomainError('UNPROCESSABLE', `The set has more than can be looked at in ${mostMs / 1_000} seconds.`, {
      hint: 'Narrow the set: choose one experiment, or a filter that fewer runs fit.',
      cause,
    });
  }
}

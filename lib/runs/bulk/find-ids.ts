import type { Ctx } from '../../context.ts';
import { sql } from '../../db/sql.ts';
import { DomainError } from '../../errors.ts';
import { askWhole, onceMs } from '../table/ask-whole.ts';
import { naming, readSet } from '../table/read-set.ts';
import { setSql } from '../table/set-sql.ts';
import type { BulkRuns } from './schema.ts';

/**
 * The ids that a bulk call means, each once, in their order.
 * @throws DomainError CONFLICT where a set has another number of runs than the user saw: what nobody saw is not changed;
 *   UNPROCESSABLE where they cannot be found in time
 */
export async function findIds(ctx: Ctx, runs: BulkRuns): Promise<string[]> {
  if (Array.isArray(runs)) return [...new Set(runs)].sort();
  const set = await readSet(ctx, runs.query);
  const { from, where } = setSql(ctx, set);
  // One statement finds them all, so that their number is that of one moment.
  const statement = sql`SELECT r.id FROM ${from} WHERE ${where}`;
  const rows = await naming(set, () => askWhole<{ id: string }>(ctx, set, statement, onceMs));
  if (rows.length !== runs.count) {
    throw new DomainError(
      'CONFLICT',
      `The set has ${rows.length} runs now, and had ${runs.count} when it was looked at.`,
      {
        fields: [{ path: 'runs.count', message: `is ${rows.length} now` }],
        hint: 'Look at the runs again, and ask with their new number.',
      },
    );
  }
  return rows.map((row) => row.id).sort();
}

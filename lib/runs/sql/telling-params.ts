import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

const mostParams = 3;

/**
 * The params in which runs differ most, those with most values first: a run that lacks one counts as a value of it. With what
 * each run has in them, cut at 200 characters.
 */
export function tellingParams(
  ctx: Ctx,
  runIds: readonly string[],
): Promise<{ key: string; values: Record<string, string> }[]> {
  return runStatement(ctx.db, {
    name: 'telling-params',
    text: `
      SELECT key, json_object_agg(run_id, left(value, 200)) AS values
      FROM traza.param WHERE run_id = ANY($1::text[])
      GROUP BY key
      HAVING count(DISTINCT value) + (count(*) < cardinality($1::text[]))::int > 1
      ORDER BY count(DISTINCT value) DESC, count(*) DESC, key COLLATE "C"
      LIMIT ${mostParams}`,
    values: [runIds],
  });
}

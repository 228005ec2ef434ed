import type { Ctx } from '../../context.ts';
import { runSql, sql, sqlJoin } from '../../db/sql.ts';
import type { Candidates } from './candidates.ts';
import { experimentsSql, type RunScope } from './page-statement.ts';

/** The comparison that at most `most` runs can fit, the fewest first. */
export async function fewestCandidates(
  ctx: Ctx,
  scope: RunScope,
  candidates: Candidates[],
  most: number,
): Promise<Candidates | undefined> {
  let best: { of: Candidates; size: number } | undefined;
  for (const [index, size] of (await countCandidates(ctx, scope, candidates, most)).entries()) {
    const of = candidates[index];
    if (of && size <= most && (!best || size < best.size)) best = { of, size };
  }
  return best?.of;
}

/** How many runs each comparison has, counted up to one more than `most`; none where the scope is a whole project. */
export async function countCandidates(
  ctx: Ctx,
  scope: RunScope,
  candidates: Candidates[],
  most: number,
): Promise<number[]> {
  if (candidates.length === 0 || !('experiments' in scope)) return [];
  const each = candidates.map(
    ({ select }, index) =>
      sql`SELECT ${index}::int AS at, count(*)::int AS n FROM (${select(experimentsSql(scope))} LIMIT ${most + 1}) AS c`,
  );
  const rows = await runSql<{ at: number; n: number }>(ctx.db, sqlJoin(each, ' UNION ALL '));
  return rows.toSorted((a, b) => a.at - b.at).map((row) => row.n);
}

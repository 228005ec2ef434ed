import type { Ctx } from '../../context.ts';
import type { LoggedNames, LoggedNamesInput } from './schema.ts';
import { loggedNames } from './sql/logged-names.ts';

const mostNames = 500;

/** Names looked at in each of some runs: at most 2,000, and 200,000 in all, which take more than a second. */
export const mostOfRun = (runs: number) => Math.min(2_000, Math.floor(200_000 / runs));

/**
 * The names under which runs of this project logged files of some endings, those of most runs first; runs that are not of
 * this project have none. Of each run the first 2,000 names with the prefix are looked at, fewer of hundreds of runs. What holds `+step+` before the
 * step in a key ends there: such a key is listed as what stands before it.
 */
export async function listLoggedNames({ ctx, input }: { ctx: Ctx; input: LoggedNamesInput }): Promise<LoggedNames> {
  const runIds = [...new Set(input.runIds)];
  const rows = await loggedNames(ctx, {
    ...input,
    runIds,
    mostOfRun: mostOfRun(runIds.length),
    mostNames: mostNames + 1,
  });
  const items = rows.slice(0, mostNames).map(({ cut: _, ...item }) => item);
  return { items, cut: rows.length > mostNames || rows.some((row) => row.cut) };
}

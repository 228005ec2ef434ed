import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';
import { requireRun } from '../runs/require-run.ts';

/** The params of a run. @throws DomainError NOT_FOUND */
export async function getParams({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string };
}): Promise<Record<string, string>> {
  await requireRun(ctx, input.runId);
  const rows = await ctx.db.param.findMany({
    where: { runId: input.runId },
    select: { key: true, value: true },
    orderBy: { key: 'asc' },
  });
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/**
 * A text that changes with the params of a run, computed where they lie: a page that looks again and again is told that
 * they are the same without any of them being read out. @throws DomainError NOT_FOUND
 */
export async function paramsMark({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<string> {
  await requireRun(ctx, input.runId);
  const [found] = await runStatement<{ mark: string }>(ctx.db, {
    name: 'params-mark',
    text: `
      SELECT count(*) || '.' || coalesce(sum(hashtextextended(key || '=' || value, length(key))), 0) AS mark
      FROM traza.param WHERE run_id = $1`,
    values: [input.runId],
  });
  return found?.mark ?? '';
}

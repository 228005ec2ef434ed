import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import type { SeriesKey } from './schema.ts';

/** What a run measures, by key: a page of a live run asks again and again. @throws DomainError NOT_FOUND */
export async function listSeriesKeys({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<SeriesKey[]> {
  await requireRun(ctx, input.runId);
  const rows = await ctx.db.metricSeries.findMany({
    where: { runId: input.runId },
    select: { key: true, count: true },
    orderBy: { key: 'asc' },
  });
  return rows.map(({ key, count }) => ({ key, curve: count > 1n }));
}

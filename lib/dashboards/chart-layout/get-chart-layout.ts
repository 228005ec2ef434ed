import type { Ctx } from '../../context.ts';
import { requireExperiment } from '../../experiments/require-experiment.ts';
import { ChartLayout, type ChartLayoutAnswer } from './schema.ts';

/** How the charts of an experiment are laid out; nothing in it where all is as usual. @throws DomainError NOT_FOUND */
export async function getChartLayout({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number };
}): Promise<ChartLayoutAnswer> {
  const { id: experimentId } = await requireExperiment(ctx, input.experimentId);
  const row = await ctx.db.chartLayout.findUnique({ where: { experimentId } });
  return { layout: ChartLayout.parse(row?.layout ?? {}), revision: row?.revision ?? 0 };
}

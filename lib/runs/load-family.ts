import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { isAxisMetric } from '../metrics/axis-metrics.ts';
import { type RunDetail, RunStatus } from './schema.ts';
import { figuresOf } from './serialize-run.ts';
import { tellingParams } from './sql/telling-params.ts';

const mostChildren = 100;
const link = { id: true, name: true, status: true } as const;
const Direction = z.enum(['max', 'min']);

/** The run that a run is part of, and the runs that are part of it; archived ones left out. */
export async function loadFamily(
  ctx: Ctx,
  run: { id: string; parentRunId: string | null; experimentId: number | null },
): Promise<Pick<RunDetail, 'parent' | 'children'>> {
  const here = { projectId: ctx.project.id, archivedAt: null };
  // Work that only checks a run names it as its parent too, and is shown as reproductions.
  const childrenOf = { ...here, parentRunId: run.id, kind: { not: 'reproduce' }, reproductionId: null };
  const [parent, children, total] = await Promise.all([
    run.parentRunId === null ? null : ctx.db.run.findFirst({ where: { ...here, id: run.parentRunId }, select: link }),
    ctx.db.run.findMany({
      where: childrenOf,
      select: { ...link, startedAt: true, endedAt: true },
      orderBy: { createdAt: 'asc' },
      take: mostChildren,
    }),
    ctx.db.run.count({ where: childrenOf }),
  ]);
  const ids = children.map((child) => child.id);
  const [metric, params] =
    ids.length === 0
      ? [null, []]
      : await Promise.all([metricOfChildren(ctx, run.experimentId, ids), tellingParams(ctx, ids)]);
  const series = metric
    ? await ctx.db.metricSeries.findMany({
        where: { runId: { in: ids }, key: metric.key },
        select: { runId: true, last: true, lastStep: true, min: true, max: true },
      })
    : [];
  const figures = new Map(series.map((one) => [one.runId, figuresOf(one)]));
  return {
    parent: parent && { ...parent, status: RunStatus.parse(parent.status) },
    children: {
      total,
      metric,
      params: params.map(({ key }) => key),
      items: children.map((child) => ({
        ...child,
        status: RunStatus.parse(child.status),
        startedAt: child.startedAt?.toISOString() ?? null,
        endedAt: child.endedAt?.toISOString() ?? null,
        figures: figures.get(child.id) ?? null,
        params: Object.fromEntries(
          params.flatMap(({ key, values: { [child.id]: value } }) => (value === undefined ? [] : [[key, value]])),
        ),
      })),
    },
  };
}

/** The metric by which children are told apart; how the machine felt, or how far they came, only where there is no other. */
async function metricOfChildren(
  ctx: Ctx,
  experimentId: number | null,
  runIds: string[],
): Promise<RunDetail['children']['metric']> {
  const experiment =
    experimentId === null
      ? null
      : await ctx.db.experiment.findUnique({
          where: { id: experimentId },
          select: { primaryMetric: true, metricDirection: true },
        });
  if (experiment?.primaryMetric) {
    const direction = Direction.safeParse(experiment.metricDirection).data ?? null;
    return { key: experiment.primaryMetric, direction };
  }
  const found = await ctx.db.metricSeries.groupBy({
    by: ['key'],
    where: { runId: { in: runIds }, NOT: { key: { startsWith: 'system/' } } },
    _count: true,
    orderBy: [{ _count: { key: 'desc' } }, { key: 'asc' }],
    take: 20,
  });
  const most = found.find(({ key }) => !isAxisMetric(key)) ?? found[0];
  return most ? { key: most.key, direction: null } : null;
}

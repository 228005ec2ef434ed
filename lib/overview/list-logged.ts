import type { Ctx } from '../context.ts';
import { wireNumber } from '../metrics/wire-number.ts';
import { isStalled } from '../runs/serialize-run.ts';
import type { Overview } from './schema.ts';

/** Runs that clients log and have not ended, those heard of last first, with how far each has come. */
export async function listLogged(ctx: Ctx, most: number): Promise<Overview['logged']> {
  const where = { projectId: ctx.project.id, status: 'running', kind: 'external', archivedAt: null };
  const [total, rows] = await Promise.all([
    ctx.db.run.count({ where }),
    ctx.db.run.findMany({
      where,
      select: {
        id: true,
        name: true,
        kind: true,
        status: true,
        startedAt: true,
        lastWordAt: true,
        experiment: { select: { id: true, name: true, primaryMetric: true } },
      },
      orderBy: { lastWordAt: { sort: 'desc', nulls: 'last' } },
      take: most,
    }),
  ]);
  const runs = rows.map((run) => run.id);
  const keys = new Set(rows.flatMap((run) => run.experiment?.primaryMetric ?? []));
  const [steps, primaries] = await Promise.all([
    ctx.db.metricSeries.groupBy({ by: ['runId'], where: { runId: { in: runs } }, _max: { lastStep: true } }),
    ctx.db.metricSeries.findMany({
      where: { runId: { in: runs }, key: { in: [...keys] } },
      select: { runId: true, key: true, last: true },
    }),
  ]);
  const stepOf = new Map(steps.map((one) => [one.runId, one._max.lastStep]));
  return {
    total,
    items: rows.map((run) => {
      const step = stepOf.get(run.id) ?? null;
      const primary = primaries.find((one) => one.runId === run.id && one.key === run.experiment?.primaryMetric);
      return {
        id: run.id,
        name: run.name,
        experiment: run.experiment && { id: run.experiment.id, name: run.experiment.name },
        startedAt: run.startedAt?.toISOString() ?? null,
        lastWordAt: run.lastWordAt?.toISOString() ?? null,
        stalled: isStalled(run, ctx.now()),
        lastStep: step === null ? null : Number(step),
        metric: primary ? { key: primary.key, last: wireNumber(primary.last) } : null,
      };
    }),
  };
}

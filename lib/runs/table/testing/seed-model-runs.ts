import type { Ctx } from '../../../context.ts';
import type { ModelRun } from '../../search/testing/model-run.ts';
import { modelSeries } from './model-table.ts';

/** Writes model runs into the project of `ctx`, their datasets left out. */
export async function seedModelRuns(ctx: Ctx, runs: ModelRun[]): Promise<void> {
  const date = (ms: number | null) => (ms === null ? null : new Date(ms));
  await ctx.db.run.createMany({
    data: runs.map((run) => ({
      id: run.id,
      projectId: ctx.project.id,
      experimentId: run.experimentId,
      name: run.name,
      kind: run.kind,
      status: run.status,
      actor: 'test',
      userName: run.userName,
      createdAt: new Date(run.createdAt),
      startedAt: date(run.startedAt),
      endedAt: date(run.endedAt),
      archivedAt: run.archived ? new Date() : null,
    })),
  });
  const series = runs.flatMap((run) =>
    Object.keys(run.metrics).map((key) => ({
      runId: run.id,
      experimentId: run.experimentId,
      key,
      ...modelSeries(run, key),
    })),
  );
  const column = (name: keyof (typeof series)[number]) =>
    series.map((one) => (one[name] === null || one[name] === undefined ? null : String(one[name])));
  // By SQL: Prisma cannot write NaN and the infinities.
  await ctx.db.$executeRaw`
    INSERT INTO traza.metric_series
      (run_id, experiment_id, key, last, min, max, count, first_step, last_step, last_at, first_at)
    SELECT run_id, experiment_id::int, key, last::float8, min::float8, max::float8, count::bigint, 0, step::bigint, 0, 0
    FROM unnest(${column('runId')}::text[], ${column('experimentId')}::text[], ${column('key')}::text[],
      ${column('last')}::text[], ${column('min')}::text[], ${column('max')}::text[], ${column('count')}::text[],
      ${column('lastStep')}::text[]) AS s(run_id, experiment_id, key, last, min, max, count, step)`;
  const pairs = (of: 'params' | 'tags') =>
    runs.flatMap((run) => Object.entries(run[of]).map(([key, value]) => ({ runId: run.id, key, value })));
  await ctx.db.param.createMany({ data: pairs('params') });
  await ctx.db.tag.createMany({ data: pairs('tags') });
}

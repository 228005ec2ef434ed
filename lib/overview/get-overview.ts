import type { Ctx } from '../context.ts';
import { env } from '../env.ts';
import { listJobs } from '../queue/list-jobs.ts';
import { JobState } from '../queue/schema.ts';
import { readJobError } from '../queue/serialize-job.ts';
import { RunStatus } from '../runs/schema.ts';
import { isStalled } from '../runs/serialize-run.ts';
import { listLogged } from './list-logged.ts';
import type { Overview } from './schema.ts';

const shown = 8;
/** Of what fails and what clients log, where a page lets its reader see more of them. */
const listed = 50;
const dayMs = 86_400_000;

/** What runs, what failed in the last day, what waits and why, and how much there is in the project. */
export async function getOverview({ ctx }: { ctx: Ctx }): Promise<Overview> {
  const { db } = ctx;
  const mine = { projectId: ctx.project.id };
  const jobs = (state: JobState) => listJobs({ ctx, input: { states: [state], limit: shown } });
  const [counts, runningTotal, waitingTotal, running, waiting, logged, failed, recent, workers, example] =
    await Promise.all([
      countAll(ctx),
      db.job.count({ where: { ...mine, state: 'running' } }),
      db.job.count({ where: { ...mine, state: 'queued' } }),
      jobs('running'),
      jobs('queued'),
      listLogged(ctx, listed),
      listFailed(ctx),
      listRecent(ctx),
      // Workers serve every project.
      db.worker.aggregate({
        where: { stoppedAt: null, heartbeatAt: { gte: new Date(ctx.now().getTime() - env().leaseMs) } },
        _count: { _all: true },
        _sum: { slots: true },
      }),
      db.job.findFirst({
        where: { ...mine, kind: 'example' },
        select: { id: true, runId: true, state: true },
        orderBy: { createdAt: 'desc' },
      }),
    ]);
  return {
    counts,
    running: { total: runningTotal, items: running.items },
    waiting: { total: waitingTotal, items: waiting.items },
    logged,
    failed,
    recent,
    workers: { alive: workers._count._all, slots: workers._sum.slots ?? 0 },
    example: example && { jobId: example.id, runId: example.runId, state: JobState.parse(example.state) },
  };
}

async function countAll(ctx: Ctx): Promise<Overview['counts']> {
  const mine = { projectId: ctx.project.id };
  const [experiments, runs, datasets, predictions, models] = await Promise.all([
    ctx.db.experiment.count({ where: { ...mine, archivedAt: null } }),
    ctx.db.run.count({ where: { ...mine, archivedAt: null } }),
    ctx.db.dataset.count({ where: { ...mine, kind: 'data' } }),
    ctx.db.dataset.count({ where: { ...mine, kind: 'predictions' } }),
    ctx.db.model.count({ where: { ...mine, deletedAt: null, isPrompt: false } }),
  ]);
  return { experiments, runs, datasets, predictions, models };
}

async function listFailed(ctx: Ctx): Promise<Overview['failed']> {
  const where = {
    projectId: ctx.project.id,
    archivedAt: null,
    status: 'failed',
    endedAt: { gte: new Date(ctx.now().getTime() - dayMs) },
  };
  const [total, rows] = await Promise.all([
    ctx.db.run.count({ where }),
    ctx.db.run.findMany({
      where,
      select: {
        id: true,
        name: true,
        kind: true,
        statusReason: true,
        endedAt: true,
        experiment: { select: { id: true, name: true } },
        job: { select: { id: true, error: true } },
      },
      orderBy: { endedAt: 'desc' },
      take: listed,
    }),
  ]);
  return {
    total,
    items: rows.map(({ job, statusReason, endedAt, ...run }) => ({
      ...run,
      jobId: job?.id ?? null,
      reason: statusReason,
      error: readJobError(job?.error),
      endedAt: endedAt?.toISOString() ?? null,
    })),
  };
}

async function listRecent(ctx: Ctx): Promise<Overview['recent']> {
  const rows = await ctx.db.run.findMany({
    where: { projectId: ctx.project.id, archivedAt: null },
    select: {
      id: true,
      name: true,
      kind: true,
      status: true,
      createdAt: true,
      startedAt: true,
      endedAt: true,
      lastWordAt: true,
      experiment: { select: { id: true, name: true } },
    },
    orderBy: { createdAt: 'desc' },
    take: shown,
  });
  return rows.map(({ lastWordAt, ...run }) => ({
    ...run,
    status: RunStatus.parse(run.status),
    stalled: isStalled({ ...run, lastWordAt }, ctx.now()),
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
  }));
}

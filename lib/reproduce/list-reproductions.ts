import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import { requireReproduction } from './require-reproduction.ts';
import { type ReproductionAnswer, ReproductionDetail, Verdict } from './schema.ts';

type Row = Awaited<ReturnType<typeof requireReproduction>>;

/** The reproductions asked for of a run, newest first (at most 100). @throws DomainError NOT_FOUND */
export async function listReproductions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string };
}): Promise<ReproductionAnswer[]> {
  await requireRun(ctx, input.runId);
  const rows = await ctx.db.reproduction.findMany({
    where: { runId: input.runId, projectId: ctx.project.id },
    orderBy: { id: 'desc' },
    take: 100,
  });
  return serialize(ctx, rows);
}

/** One reproduction with its executions. @throws DomainError NOT_FOUND */
export async function getReproduction({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { reproductionId: string };
}): Promise<ReproductionAnswer> {
  const [answer] = await serialize(ctx, [await requireReproduction(ctx, input.reproductionId)]);
  if (!answer) throw new Error('One row in, one answer out.');
  return answer;
}

async function serialize(ctx: Ctx, rows: Row[]): Promise<ReproductionAnswer[]> {
  const [runs, jobs] = await Promise.all([
    ctx.db.run.findMany({
      where: { projectId: ctx.project.id, reproductionId: { in: rows.map((row) => row.id) } },
      select: { id: true, name: true, status: true, reproductionId: true },
      orderBy: { id: 'asc' },
    }),
    ctx.db.job.findMany({
      where: { projectId: ctx.project.id, id: { in: rows.flatMap((row) => row.jobId ?? []) } },
      select: { id: true, state: true, run: { select: { statusReason: true, endedAt: true } } },
    }),
  ]);
  return rows.map((row) => {
    const detail = ReproductionDetail.parse(row.detail);
    const comparisons = new Map(detail.comparisons?.map((one) => [one.runId, one.comparison]));
    const job = jobs.find((one) => one.id === row.jobId);
    // The coordinator was cancelled or gave up before it could settle; its job knows why.
    const lost = row.verdict === null && (job?.state === 'failed' || job?.state === 'canceled');
    const settledAt = lost ? (job?.run.endedAt ?? null) : row.settledAt;
    return {
      id: row.id,
      runId: row.runId,
      jobId: row.jobId,
      executions: row.executions,
      verdict: lost ? 'failed' : row.verdict === null ? null : Verdict.parse(row.verdict),
      detail: lost ? { ...detail, summary: `failed: ${job?.run.statusReason ?? `the job was ${job?.state}`}` } : detail,
      runs: runs
        .filter((run) => run.reproductionId === row.id)
        .map(({ id, name, status }) => ({ id, name, status, comparison: comparisons.get(id) ?? null })),
      createdAt: row.createdAt.toISOString(),
      settledAt: settledAt?.toISOString() ?? null,
    };
  });
}

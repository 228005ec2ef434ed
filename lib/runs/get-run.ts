import type { Ctx } from '../context.ts';
import { loadFamily } from './load-family.ts';
import { loadLoggedThings } from './load-logged-things.ts';
import { runNotFound } from './require-run.ts';
import type { RunDetail, RunParts } from './schema.ts';
import { runListShape, serializeRun } from './serialize-run.ts';

const versionShape = { select: { id: true, number: true, digest: true, dataset: { select: { name: true } } } } as const;
const modelShape = { select: { id: true, number: true, digest: true, model: { select: { name: true } } } } as const;

/**
 * A run with all that its page shows beside curves, logs and files.
 * @param input.without parts that are left empty
 * @throws DomainError NOT_FOUND
 */
export async function getRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; without?: RunParts | undefined };
}): Promise<RunDetail> {
  const { params, tags, series } = runListShape;
  const projectId = ctx.project.id;
  const row = await ctx.db.run.findFirst({
    where: { id: input.runId, projectId },
    include: {
      tags,
      params: input.without?.includes('params') ? { ...params, take: 0 } : params,
      series: input.without?.includes('metrics') ? { ...series, take: 0 } : series,
      experiment: { select: { id: true, name: true } },
      inputs: { orderBy: { role: 'asc' }, include: { datasetVersion: versionShape, modelVersion: modelShape } },
      job: { select: { id: true, state: true, attempt: true } },
      recipes: { select: { revision: true, digest: true, createdAt: true }, orderBy: { revision: 'asc' } },
    },
  });
  if (!row) throw runNotFound(ctx, input.runId);
  const [datasets, models, files, logged, family] = await Promise.all([
    ctx.db.datasetVersion.findMany({ where: { runId: row.id, projectId }, ...versionShape, orderBy: { id: 'asc' } }),
    ctx.db.modelVersion.findMany({ where: { runId: row.id, projectId }, ...modelShape, orderBy: { id: 'asc' } }),
    ctx.db.artifact.aggregate({ where: { runId: row.id }, _count: true, _sum: { size: true } }),
    loadLoggedThings(ctx, row.id),
    loadFamily(ctx, row),
  ]);
  return {
    ...serializeRun(row, ctx.now()),
    experiment: row.experiment,
    userName: row.userName,
    ...family,
    logged,
    recipes: row.recipes.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
    taintedReason: row.taintedReason,
    environment: documentOf(row.environment),
    environmentDigest: row.environmentDigest,
    summary: documentOf(row.summary) ?? {},
    inputs: row.inputs.map((one) => ({
      role: one.role,
      digest: one.digest,
      digestBefore: one.digestBefore,
      digestAfter: one.digestAfter,
      dataset: one.datasetVersion && datasetLink(one.datasetVersion),
      model: one.modelVersion && modelLink(one.modelVersion),
    })),
    outputs: {
      datasets: datasets.map(datasetLink),
      models: models.map(modelLink),
      files: files._count,
      bytes: Number(files._sum.size ?? 0),
    },
    job: row.job,
  };
}

function datasetLink(version: { id: string; number: number; digest: string; dataset: { name: string } }) {
  return { id: version.id, name: version.dataset.name, number: version.number, digest: version.digest };
}

function modelLink(version: { id: string; number: number; digest: string | null; model: { name: string } }) {
  return { id: version.id, name: version.model.name, number: version.number, digest: version.digest };
}

function documentOf(value: unknown): RunDetail['environment'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return JSON.parse(JSON.stringify(value));
}

import { serializeArtifact } from '../artifacts/serialize-artifact.ts';
import { listFiles } from '../artifacts/sql/list-files.ts';
import type { Ctx } from '../context.ts';
import { wireNumber } from '../metrics/wire-number.ts';
import { getLoggedModel } from './get-logged-model.ts';
import type { LoggedModelDetail } from './schema.ts';

const mostRuns = 100;
const runLink = { id: true, name: true, status: true } as const;

/** A logged model with its files, what was measured of it, and what came before and after. @throws DomainError NOT_FOUND */
export async function describeLoggedModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { modelId: string };
}): Promise<LoggedModelDetail> {
  const row = await getLoggedModel({ ctx, input });
  const projectId = ctx.project.id;
  const [experiment, sourceRun, versions, uses, files] = await Promise.all([
    ctx.db.experiment.findFirst({ where: { id: row.experiment.id, projectId }, select: { id: true, name: true } }),
    row.sourceRunId === null
      ? null
      : ctx.db.run.findFirst({ where: { id: row.sourceRunId, projectId }, select: runLink }),
    ctx.db.modelVersion.findMany({
      where: { loggedModelId: row.id, projectId, deletedAt: null },
      select: { number: true, model: { select: { name: true } } },
      orderBy: { createdAt: 'desc' },
    }),
    ctx.db.runLoggedModel.findMany({
      where: { modelId: row.id, direction: 'input', run: { projectId, archivedAt: null } },
      select: { run: { select: runLink } },
      orderBy: { createdAt: 'desc' },
      take: mostRuns,
    }),
    listFiles(ctx, { kind: 'logged-model', id: row.id }, ''),
  ]);
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    statusMessage: row.statusMessage,
    modelType: row.modelType,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    experiment: experiment ?? { id: row.experiment.id, name: '' },
    sourceRun,
    params: Object.fromEntries(row.params.map(({ key, value }) => [key, value])),
    tags: Object.fromEntries(row.tags.map(({ key, value }) => [key, value])),
    metrics: lastPoints(row.metrics),
    versions: versions.map(({ number, model }) => ({ name: model.name, number })),
    usedBy: uses.map((use) => use.run),
    files: files.map(serializeArtifact),
  };
}

// Points come by key, step and time: the last of each key and dataset stands.
function lastPoints(points: Awaited<ReturnType<typeof getLoggedModel>>['metrics']): LoggedModelDetail['metrics'] {
  const last = new Map(points.map((point) => [`${point.key} ${point.datasetName} ${point.datasetDigest}`, point]));
  return [...last.values()].map((point) => ({
    key: point.key,
    value: wireNumber(point.value),
    step: Number(point.step),
    runId: point.runId,
    dataset: point.datasetName || null,
  }));
}

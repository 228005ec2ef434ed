import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { type PredictionSetAnswer, PredictionSummary } from './schema.ts';

export interface ListPredictionSetsInput {
  /** Only the versions of this dataset. */
  dataset?: string | undefined;
  /** Part of the name. */
  q?: string | undefined;
  /** Only this version. */
  versionId?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.object({ at: z.iso.datetime(), id: z.string() });

/** Published prediction sets of the project, newest first, with the model and the data they came from. */
export async function listPredictionSets({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: ListPredictionSetsInput;
}): Promise<{ items: PredictionSetAnswer[]; nextCursor: string | null }> {
  const { dataset, q, versionId, limit = 100 } = input;
  const query = { list: 'predictions', project: ctx.project.id, dataset: dataset ?? null, q: q || null };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  const rows = await ctx.db.datasetVersion.findMany({
    where: {
      projectId: ctx.project.id,
      kind: 'predictions',
      ...(dataset === undefined ? {} : { dataset: { name: dataset } }),
      ...(q ? { AND: { dataset: { name: { contains: escapeLike(q), mode: 'insensitive' } } } } : {}),
      ...(versionId === undefined ? {} : { id: versionId }),
      ...(after
        ? { OR: [{ createdAt: { lt: new Date(after.at) } }, { createdAt: new Date(after.at), id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    omit: { profile: true },
    include: { dataset: { select: { name: true } } },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const runIds = shown.flatMap((row) => (row.runId === null ? [] : [row.runId]));
  const runs = await ctx.db.run.findMany({
    where: { id: { in: runIds }, projectId: ctx.project.id },
    select: {
      id: true,
      summary: true,
      job: { select: { id: true } },
      inputs: {
        select: {
          role: true,
          modelVersion: { select: { id: true, number: true, model: { select: { name: true } } } },
          datasetVersion: { select: { id: true, number: true, dataset: { select: { name: true } } } },
        },
      },
    },
  });
  const byId = new Map(runs.map((run) => [run.id, run]));
  return {
    items: shown.map((row) => {
      const run = byId.get(row.runId ?? '');
      const model = run?.inputs.find((one) => one.role === 'model')?.modelVersion;
      const read = run?.inputs.find((one) => one.role === 'dataset')?.datasetVersion;
      return {
        versionId: row.id,
        dataset: row.dataset.name,
        number: row.number,
        digest: row.digest,
        rowCount: Number(row.rowCount),
        byteSize: Number(row.byteSize),
        runId: row.runId,
        jobId: run?.job?.id ?? null,
        recipeDigest: row.recipeDigest,
        model: model ? { id: model.id, name: model.model.name, number: model.number } : null,
        input: read ? { id: read.id, name: read.dataset.name, number: read.number } : null,
        summary: readSummary(run?.summary),
        createdAt: row.createdAt.toISOString(),
      };
    }),
    nextCursor:
      rows.length > limit && last ? encodeCursor(query, { at: last.createdAt.toISOString(), id: last.id }) : null,
  };
}

function readSummary(summary: unknown): PredictionSummary | null {
  if (typeof summary !== 'object' || summary === null || !('predictions' in summary)) return null;
  return PredictionSummary.parse(summary.predictions);
}

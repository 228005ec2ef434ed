import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { VersionRow } from './require-version.ts';
import type { DatasetSummary } from './schema.ts';
import { serializeVersion } from './serialize-version.ts';

export interface ListDatasetsInput {
  kind?: 'data' | 'predictions' | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.object({ name: z.string() });

/** Datasets of the project by name, each with its newest version. */
export async function listDatasets({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: ListDatasetsInput;
}): Promise<{ items: DatasetSummary[]; nextCursor: string | null }> {
  const { kind, limit = 100 } = input;
  const query = { list: 'datasets', project: ctx.project.id, kind: kind ?? null };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  const rows = await ctx.db.dataset.findMany({
    where: { projectId: ctx.project.id, ...(kind ? { kind } : {}), ...(after ? { name: { gt: after.name } } : {}) },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: {
      versions: { orderBy: { number: 'desc' }, take: 1, omit: { profile: true } },
      _count: { select: { versions: true } },
    },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => serializeDataset(row, row.versions[0], row._count.versions)),
    nextCursor: rows.length > limit && last ? encodeCursor(query, { name: last.name }) : null,
  };
}

interface DatasetRow {
  id: string;
  name: string;
  description: string;
  kind: string;
  createdAt: Date;
}

/** A dataset's row as the API shows it. */
export function serializeDataset(
  row: DatasetRow,
  latest: Omit<VersionRow, 'dataset'> | undefined,
  versions: number,
): DatasetSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    kind: row.kind,
    createdAt: row.createdAt.toISOString(),
    versions,
    latest: latest ? serializeVersion({ ...latest, dataset: { name: row.name } }) : null,
  };
}

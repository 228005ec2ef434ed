import type { Ctx } from '../context.ts';
import { serializeDataset } from './list-datasets.ts';
import { requireDatasetId } from './require-dataset.ts';
import type { DatasetDetail } from './schema.ts';
import { serializeVersion } from './serialize-version.ts';

const mostVersions = 200;

/** A dataset with its newest 200 versions, newest first; `name` may be its id. @throws DomainError NOT_FOUND */
export async function getDataset({ ctx, input }: { ctx: Ctx; input: { name: string } }): Promise<DatasetDetail> {
  const id = await requireDatasetId(ctx, input.name);
  const row = await ctx.db.dataset.findUniqueOrThrow({
    where: { id },
    include: {
      versions: { orderBy: { number: 'desc' }, take: mostVersions, omit: { profile: true } },
      _count: { select: { versions: true } },
    },
  });
  const items = row.versions.map((version) => serializeVersion({ ...version, dataset: { name: row.name } }));
  return { ...serializeDataset(row, row.versions[0], row._count.versions), items };
}

import type { Ctx } from '../context.ts';
import { inPathOrder } from './merkle.ts';
import { requireVersion } from './require-version.ts';
import { Profile, type VersionDetail, type VersionReference } from './schema.ts';
import { readOptionsOf, serializeVersion } from './serialize-version.ts';

const mostFiles = 1000;
const link = { id: true, number: true, digest: true, dataset: { select: { name: true } } } as const;

/** A version with profile, files and the versions it came from and led to. @throws DomainError NOT_FOUND */
export async function getVersion({ ctx, input }: { ctx: Ctx; input: VersionReference }): Promise<VersionDetail> {
  const row = await requireVersion(ctx, input);
  const here = { projectId: ctx.project.id };
  const [rest, files, fileCount, parent, children, latest] = await Promise.all([
    ctx.db.datasetVersion.findUniqueOrThrow({ where: { id: row.id }, select: { profile: true } }),
    ctx.db.datasetFile.findMany({ where: { versionId: row.id }, orderBy: { path: 'asc' }, take: mostFiles }),
    ctx.db.datasetFile.count({ where: { versionId: row.id } }),
    row.parentVersionId === null
      ? null
      : ctx.db.datasetVersion.findFirst({ where: { ...here, id: row.parentVersionId }, select: link }),
    ctx.db.datasetVersion.findMany({
      where: { ...here, parentVersionId: row.id },
      select: link,
      orderBy: { createdAt: 'desc' },
      take: 100,
    }),
    ctx.db.datasetVersion.aggregate({ where: { datasetId: row.datasetId }, _max: { number: true } }),
  ]);
  const toLink = (version: { id: string; number: number; digest: string; dataset: { name: string } }) => ({
    id: version.id,
    dataset: version.dataset.name,
    number: version.number,
    digest: version.digest,
  });
  return {
    ...serializeVersion(row),
    readOptions: readOptionsOf(row),
    profile: rest.profile === null ? null : Profile.parse(rest.profile),
    files: inPathOrder(files).map((file) => ({
      path: file.path,
      size: Number(file.size),
      digest: file.digest,
      rowCount: file.rowCount === null ? null : Number(file.rowCount),
    })),
    fileCount,
    parent: parent ? toLink(parent) : null,
    children: children.map(toLink),
    latest: latest._max.number ?? row.number,
  };
}

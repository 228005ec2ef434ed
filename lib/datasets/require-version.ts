import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireDatasetId } from './require-dataset.ts';
import type { VersionReference } from './schema.ts';

const select = {
  id: true,
  datasetId: true,
  number: true,
  digest: true,
  kind: true,
  format: true,
  readOptions: true,
  rowCount: true,
  byteSize: true,
  columns: true,
  source: true,
  parentVersionId: true,
  runId: true,
  recipeDigest: true,
  createdAt: true,
  dataset: { select: { name: true } },
} as const;

/**
 * The row of a dataset version of this project, without its profile. `name` may be the id of the dataset.
 * @throws DomainError NOT_FOUND, for versions of other projects too; INVALID_INPUT where neither name nor id is given
 */
export async function requireVersion(ctx: Ctx, reference: VersionReference) {
  const { id, name, version, asOf } = reference;
  if (id === undefined && name === undefined) {
    throw new DomainError('INVALID_INPUT', 'A dataset version is named by the name of its dataset, or by its id.');
  }
  if (id !== undefined) {
    const found = await ctx.db.datasetVersion.findFirst({ where: { projectId: ctx.project.id, id }, select });
    if (found) return found;
    throw new DomainError(
      'NOT_FOUND',
      `There is no dataset version ${id.slice(0, 64)} in project ${ctx.project.slug}.`,
    );
  }
  const datasetId = await requireDatasetId(ctx, name ?? '');
  const found = await ctx.db.datasetVersion.findFirst({
    where: {
      datasetId,
      ...(version === undefined ? {} : { number: version }),
      ...(asOf === undefined ? {} : { createdAt: { lte: new Date(asOf) } }),
    },
    orderBy: { number: 'desc' },
    select,
  });
  if (found) return found;
  const dataset = await ctx.db.dataset.findUniqueOrThrow({
    where: { id: datasetId },
    select: { name: true, versions: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 } },
  });
  const newest = dataset.versions[0]?.number;
  if (newest !== undefined && asOf !== undefined) {
    throw new DomainError('NOT_FOUND', `Dataset ${dataset.name} had no version yet at ${asOf}.`, {
      fields: [{ path: 'asOf', message: 'is before its first version' }],
    });
  }
  throw new DomainError(
    'NOT_FOUND',
    newest === undefined
      ? `Dataset ${dataset.name} has no version yet.`
      : `Dataset ${dataset.name} has no version ${version}; its newest is ${newest}.`,
    { fields: [{ path: 'version', message: newest === undefined ? 'the dataset is empty' : `1 to ${newest}` }] },
  );
}

export type VersionRow = Awaited<ReturnType<typeof requireVersion>>;

import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { DomainError } from '../../errors.ts';
import { readAddress, readColumns, readProfile, readRowCount } from './read-description.ts';
import { type LoggedDatasetDetail, longestText } from './schema.ts';
import { readers } from './sql/readers.ts';

const mostColumns = 2_000;
const mostOthers = 20;

/** A dataset as a client described it, and the runs that read it. @throws DomainError NOT_FOUND */
export async function describeLoggedDataset({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { datasetId: string };
}): Promise<LoggedDatasetDetail> {
  const projectId = ctx.project.id;
  const row = await ctx.db.loggedDataset.findFirst({
    where: { id: input.datasetId, projectId },
    omit: { profile: true },
  });
  if (!row) {
    throw new DomainError('NOT_FOUND', `There is no logged dataset ${input.datasetId.slice(0, 64)}.`, {
      fields: [{ path: 'datasetId', message: 'names no logged dataset of this project' }],
    });
  }
  const [experiment, profile, others, runs] = await Promise.all([
    ctx.db.experiment.findFirst({ where: { id: row.experimentId, projectId }, select: { id: true, name: true } }),
    profileOf(ctx, row.id),
    ctx.db.loggedDataset.findMany({
      where: { experimentId: row.experimentId, name: row.name, projectId, NOT: { id: row.id } },
      select: { id: true, digest: true, createdAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: mostOthers,
    }),
    readers(ctx, row.id),
  ]);
  const columns = readColumns(row.schema);
  const facts = readProfile(profile);
  return {
    id: row.id,
    name: row.name,
    digest: row.digest,
    sourceType: row.sourceType,
    source: row.source,
    address: readAddress(row.source),
    createdAt: row.createdAt.toISOString(),
    experiment: experiment ?? { id: row.experimentId, name: '' },
    columns: columns?.slice(0, mostColumns) ?? null,
    columnCount: columns?.length ?? null,
    schema: columns ? null : (row.schema?.slice(0, longestText) ?? null),
    rowCount: readRowCount(profile) ?? null,
    profile: facts ?? null,
    profileText: facts ? null : profile,
    otherDigests: others.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
    readBy: [...Map.groupBy(runs, (run) => run.role)].map(([role, of]) => ({
      role: role || null,
      total: of[0]?.total ?? 0,
      runs: of.map(({ id, name, status }) => ({ id, name, status })),
    })),
  };
}

/** Profiles have up to 16 MB, which nobody reads on a page. */
async function profileOf(ctx: Ctx, datasetId: string): Promise<string | null> {
  const [found] = await runStatement<{ profile: string | null }>(ctx.db, {
    name: 'profile-of-logged-dataset',
    text: `SELECT left(profile, ${longestText}) AS profile FROM traza.logged_dataset
           WHERE id = $1 AND (project_id = $2) IS TRUE`,
    values: [datasetId, ctx.project.id],
  });
  return found?.profile ?? null;
}

import type { Ctx } from '../../context.ts';
import { Prisma } from '../../db/client.ts';

/** Where a page ends: the sort keys of its last run. `rank` 0: has a number, 1: NaN, 2: has no such metric. */
export interface RunPosition {
  rank: number;
  value: number | null;
  createdMs: number;
  id: string;
}

export interface PageOfRunsQuery {
  experimentId?: number | undefined;
  status?: string[] | undefined;
  kind?: string[] | undefined;
  text?: string | undefined;
  reproductionId?: string | undefined;
  archived?: boolean | undefined;
  /** Key of the metric to sort by; by creation when left out. */
  metric?: string | undefined;
  ascending: boolean;
  after?: RunPosition | undefined;
  limit: number;
}

/**
 * Ids of one page of runs with their sort keys. Runs with equal keys come newest first; NaN after all numbers and
 * runs without the metric last, in both directions. The infinities are numbers here, so that a page can end at one.
 */
export async function pageOfRuns(ctx: Ctx, query: PageOfRunsQuery): Promise<RunPosition[]> {
  const { metric, ascending, after } = query;
  const where: Prisma.Sql[] = [Prisma.sql`r.project_id = ${ctx.project.id}`];
  where.push(query.archived ? Prisma.sql`r.archived_at IS NOT NULL` : Prisma.sql`r.archived_at IS NULL`);
  if (query.experimentId !== undefined) where.push(Prisma.sql`r.experiment_id = ${query.experimentId}`);
  if (query.status?.length) where.push(Prisma.sql`r.status = ANY(${query.status}::text[])`);
  if (query.kind?.length) where.push(Prisma.sql`r.kind = ANY(${query.kind}::text[])`);
  if (query.reproductionId !== undefined) where.push(Prisma.sql`r.reproduction_id = ${query.reproductionId}`);
  if (query.text) {
    const escaped = query.text.replace(/[\\%_]/g, '\\$&');
    where.push(Prisma.sql`(r.name ILIKE ${`%${escaped}%`} OR r.id LIKE ${`${escaped.toLowerCase()}%`})`);
  }
  const join =
    metric === undefined
      ? Prisma.empty
      : Prisma.sql`LEFT JOIN traza.metric_series s ON s.run_id = r.id AND s.key = ${metric}`;
  const rank =
    metric === undefined
      ? Prisma.sql`0`
      : Prisma.sql`CASE WHEN s.id IS NULL THEN 2 WHEN s.last = 'NaN' THEN 1 ELSE 0 END`;
  const value =
    metric === undefined
      ? Prisma.sql`0::float8`
      : Prisma.sql`CASE WHEN s.id IS NULL OR s.last = 'NaN' THEN 0 ELSE s.last END`;
  const beyond = ascending ? Prisma.sql`>` : Prisma.sql`<`;
  const byCreation = metric === undefined ? beyond : Prisma.sql`<`;
  const cut = after
    ? Prisma.sql`WHERE (rank > ${after.rank}) OR (rank = ${after.rank} AND (
        value ${beyond} ${String(after.value ?? 0)}::float8
        OR (value = ${String(after.value ?? 0)}::float8 AND (created_at, id) ${byCreation} (${new Date(after.createdMs)}, ${after.id}))))`
    : Prisma.empty;
  const valueOrder = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const creationOrder = metric === undefined ? valueOrder : Prisma.sql`DESC`;
  return ctx.db.$queryRaw<RunPosition[]>`
    SELECT id, rank, value, (extract(epoch FROM created_at) * 1000)::float8 AS "createdMs"
    FROM (
      SELECT r.id, r.created_at, ${rank} AS rank, ${value} AS value
      FROM traza.run r ${join}
      WHERE ${Prisma.join(where, ' AND ')}
    ) AS run
    ${cut}
    ORDER BY rank, value ${valueOrder}, created_at ${creationOrder}, id ${creationOrder}
    LIMIT ${query.limit}`;
}

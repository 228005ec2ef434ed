import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { noSql, type Sql, sql } from '../db/sql.ts';
import { cutPage, findPage } from '../filter/sql/find-page.ts';
import { type SortColumn, sortColumns } from '../filter/sql/keyset.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { ensureExperiment } from './ensure-experiment.ts';
import type { ExperimentAnswer, ExperimentSort } from './schema.ts';
import { serializeExperiment } from './serialize-experiment.ts';
import { experimentRows } from './sql/experiment-rows.ts';

export interface ListExperimentsInput {
  /** true: only archived ones. */
  archived?: boolean | undefined;
  /** Part of a name, a description, or a tag's key or value. */
  q?: string | undefined;
  sort?: ExperimentSort | undefined;
  ascending?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.array(z.union([z.number(), z.string()])).max(8);
// Of a run that counts; see experimentRows.
const counts = sql`(r.archived_at IS NULL OR e.archived_at IS NOT NULL)`;

/** What an order reads beside the experiment itself. */
const joins: Record<ExperimentSort, Sql> = {
  created: noSql,
  name: noSql,
  activity: sql` LEFT JOIN LATERAL (
    SELECT r.created_at FROM traza.run r WHERE r.experiment_id = e.id AND ${counts}
    ORDER BY r.created_at DESC LIMIT 1) newest ON true`,
  runs: sql` LEFT JOIN LATERAL (
    SELECT count(*)::float8 AS runs FROM traza.run r WHERE r.experiment_id = e.id AND ${counts}) counted ON true`,
};

function columnsOf(sort: ExperimentSort, descending: boolean): SortColumn[] {
  const byId = sortColumns(sql`e.id::float8`, 'number', { descending, nullable: false });
  switch (sort) {
    case 'created':
      return byId;
    case 'name':
      return [...sortColumns(sql`lower(e.name)`, 'text', { descending, nullable: false }), ...byId];
    case 'activity':
      return [...sortColumns(sql`newest.created_at`, 'time', { descending, nullable: true }), ...byId];
    case 'runs':
      return [...sortColumns(sql`counted.runs`, 'number', { descending, nullable: false }), ...byId];
  }
}

/**
 * A page of the project's experiments, newest first unless an order is asked for; those without runs come last by
 * activity, either way. Every project has its default one.
 * @throws DomainError INVALID_INPUT (cursor)
 */
export async function listExperiments({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: ListExperimentsInput;
}): Promise<{ items: ExperimentAnswer[]; nextCursor: string | null }> {
  const { archived = false, q = '', sort = 'created', ascending = false, limit = 100 } = input;
  const query = { list: 'experiments', project: ctx.project.id, archived, q, sort, ascending };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  await ensureExperiment(ctx);
  const found = await findPage(ctx, {
    id: sql`e.id::text`,
    from: sql`traza.experiment e${joins[sort]}`,
    where: [
      sql`e.project_id = ${ctx.project.id}`,
      archived ? sql`e.archived_at IS NOT NULL` : sql`e.archived_at IS NULL`,
      ...(q === '' ? [] : [matches(q)]),
    ],
    columns: columnsOf(sort, !ascending),
    after,
    limit: limit + 1,
  });
  const { ids, next } = cutPage(found, limit);
  const rows = await experimentRows(ctx, ids.map(Number));
  return { items: rows.map(serializeExperiment), nextCursor: next ? encodeCursor(query, next) : null };
}

function matches(q: string): Sql {
  const pattern = `%${escapeLike(q)}%`;
  return sql`(e.name ILIKE ${pattern} OR e.description ILIKE ${pattern} OR EXISTS (
    SELECT FROM traza.experiment_tag t WHERE t.experiment_id = e.id AND (t.key ILIKE ${pattern} OR t.value ILIKE ${pattern})))`;
}

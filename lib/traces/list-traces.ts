import { z } from 'zod';
import { type Ctx, withTransaction } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { isTimedOut, patternError } from '../db/run-limited.ts';
import { type Sql, sql } from '../db/sql.ts';
import { DomainError } from '../errors.ts';
import { tracesGrammar } from '../filter/grammars/traces.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { cutPage, type FoundRow, findPage, type PageQuery } from '../filter/sql/find-page.ts';
import { type SortColumn, sortColumns } from '../filter/sql/keyset.ts';
import { hasPattern } from '../filter/tree.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { TraceAnswer, TraceSort } from './answer-schema.ts';
import { getTraces, type LoadedTrace } from './get-traces.ts';
import type { TraceState } from './schema.ts';
import { serializeTrace } from './serialize-trace.ts';
import { traceCondition } from './sql/trace-condition.ts';
import { nameTag } from './trace-tags.ts';

export interface ListTracesInput {
  /** Part of a name, of the request or the response, or the beginning of an id. */
  q?: string | undefined;
  /** In MLflow's grammar. */
  filter?: string | undefined;
  experimentId?: number | undefined;
  state?: TraceState | undefined;
  sort?: TraceSort | undefined;
  ascending?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.array(z.union([z.number(), z.string()])).max(8);

function columnsOf(sort: TraceSort, descending: boolean): SortColumn[] {
  // As they lie in the index of an experiment's traces: as float8 all of them would be sorted for each page.
  const byKey = sortColumns(sql`t.key`, 'number', { descending, nullable: false });
  return sort === 'started'
    ? [...sortColumns(sql`t.request_at`, 'number', { descending, nullable: false }), ...byKey]
    : [...sortColumns(sql`t.duration_ms::float8`, 'number', { descending, nullable: true }), ...byKey];
}

/**
 * A page of the traces of the project, newest first unless an order is asked for.
 * @param mostMs a search is given up after so many milliseconds: it would go on when nobody waits for it any more
 * @throws DomainError INVALID_INPUT (filter, cursor), UNPROCESSABLE (takes too long)
 */
export async function listTraces({
  ctx,
  input = {},
  mostMs = 30_000,
}: {
  ctx: Ctx;
  input?: ListTracesInput;
  mostMs?: number;
}): Promise<{ items: TraceAnswer[]; nextCursor: string | null }> {
  const { q = '', filter = '', experimentId, state, sort = 'started', ascending = false, limit = 100 } = input;
  const query = {
    list: 'project traces',
    project: ctx.project.id,
    q,
    filter,
    experiment: experimentId ?? null,
    state: state ?? null,
    sort,
    ascending,
  };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  const tree = parseMlflowFilter(filter, tracesGrammar);
  const page: PageQuery = {
    id: sql`t.id`,
    from: sql`traza.trace t`,
    where: [
      // Each of the two has an index of its own; an experiment's is never worse.
      ...(experimentId === undefined
        ? [sql`t.project_id = ${ctx.project.id}`]
        : [sql`t.experiment_id = ${experimentId}::int`, sql`(t.project_id = ${ctx.project.id}) IS TRUE`]),
      ...(state === undefined ? [] : [sql`t.state = ${state}`]),
      ...(q === '' ? [] : [contains(q)]),
      ...(filter === '' ? [] : [traceCondition(tree, ctx.project.id)]),
    ],
    columns: columnsOf(sort, !ascending),
    after,
    limit: limit + 1,
  };
  const search = hasPattern(tree) ? findByPattern : findInTime;
  const found = await (q === '' && filter === '' ? findPage(ctx, page) : search(ctx, page, mostMs));
  const { ids, next } = cutPage(found, limit);
  const rows = await getTraces({ ctx, input: { ids } });
  return { items: await serializeTraces(ctx, rows), nextCursor: next ? encodeCursor(query, next) : null };
}

/** A regular expression can take for ever. @throws DomainError INVALID_INPUT after five seconds */
function findByPattern(ctx: Ctx, page: PageQuery): Promise<FoundRow[]> {
  const mostMs = 5_000;
  return limited(ctx, page, mostMs).catch((cause) => {
    throw patternError(cause, mostMs);
  });
}

function findInTime(ctx: Ctx, page: PageQuery, mostMs: number): Promise<FoundRow[]> {
  return limited(ctx, page, mostMs).catch((cause) => {
    if (!isTimedOut(cause)) throw cause;
    throw new DomainError(
      'UNPROCESSABLE',
      `There are more traces than can be looked at in ${mostMs / 1_000} seconds.`,
      {
        hint: 'Choose one experiment, or a filter that fewer traces fit.',
        cause,
      },
    );
  });
}

function limited(ctx: Ctx, page: PageQuery, mostMs: number): Promise<FoundRow[]> {
  return withTransaction(ctx, async (tx) => {
    await tx.db.$executeRawUnsafe(`SET LOCAL statement_timeout = ${mostMs}`);
    return findPage(tx, page);
  });
}

function contains(q: string): Sql {
  const part = `%${escapeLike(q)}%`;
  return sql`(t.request_preview ILIKE ${part} OR t.response_preview ILIKE ${part} OR t.id LIKE ${`${escapeLike(q)}%`}
    OR EXISTS (SELECT FROM traza.trace_tag p WHERE p.trace_key = t.key AND p.key = ${nameTag} AND p.value ILIKE ${part}))`;
}

/** Traces as the API shows them, with their experiments and how many spans each has. */
export async function serializeTraces(ctx: Ctx, rows: LoadedTrace[]): Promise<TraceAnswer[]> {
  const [experiments, counts] = await Promise.all([
    ctx.db.experiment.findMany({
      where: { id: { in: [...new Set(rows.map((row) => row.experimentId))] }, projectId: ctx.project.id },
      select: { id: true, name: true },
    }),
    ctx.db.traceSpan.groupBy({
      by: ['traceKey'],
      where: { traceKey: { in: rows.map((row) => row.key) } },
      _count: true,
    }),
  ]);
  const byId = new Map(experiments.map((one) => [one.id, one]));
  const spans = new Map(counts.map((one) => [one.traceKey, one._count]));
  return rows.map((row) =>
    serializeTrace(row, {
      experiment: byId.get(row.experimentId) ?? { id: row.experimentId, name: String(row.experimentId) },
      spans: spans.get(row.key) ?? 0,
    }),
  );
}

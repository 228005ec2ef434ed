import type { z } from 'zod';
import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { type Sql, sql } from '../db/sql.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { nativeRunsGrammar } from '../filter/grammars/native-runs.ts';
import { parseNativeFilter } from '../filter/parse-native-filter.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { Position } from '../http/page-token.ts';
import { parseInput } from '../parse-input.ts';
import { listOrder } from './list-order.ts';
import { ListRunsInput, type RunAnswer } from './schema.ts';
import { findRuns } from './search/find-runs.ts';
import { runListShape, serializeRun } from './serialize-run.ts';

/**
 * One page of the project's runs: filtered by experiment, status, kind, text and the dashboard's filter language; archived
 * runs only where they are asked for. Sorted by creation, or by anything else that a run has.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filters, cursor of another query)
 */
export async function listRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.input<typeof ListRunsInput> & { limit?: number; cursor?: string | undefined };
}): Promise<{ items: RunAnswer[]; nextCursor: string | null }> {
  const { limit = 100, cursor, ...rest } = input;
  const asked = parseInput(ListRunsInput, rest, 'query');
  const filter = parseNativeFilter(asked.filter ?? '', nativeRunsGrammar);
  if (asked.experimentId !== undefined) await requireExperiment(ctx, asked.experimentId);
  const query = { list: 'runs', project: ctx.project.id, ...JSON.parse(JSON.stringify(asked)) };
  const { terms, idDescending } = listOrder(asked.sort, asked.order);
  const page = await findRuns(ctx, {
    scope: asked.experimentId === undefined ? { project: true } : { experiments: [asked.experimentId] },
    filter,
    conditions: conditionsOf(asked),
    order: terms,
    idDescending,
    after: cursor === undefined ? undefined : decodeCursor(query, Position, cursor),
    limit: limit + 1,
  });
  const shown = page.slice(0, limit);
  const rows = await ctx.db.run.findMany({
    where: { id: { in: shown.map((run) => run.id) }, projectId: ctx.project.id },
    include: runListShape,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ id }) => {
      const row = byId.get(id);
      return row ? [serializeRun(row, ctx.now())] : [];
    }),
    nextCursor: page.length > limit && last ? encodeCursor(query, last.position) : null,
  };
}

function conditionsOf({ archived, status, kind, reproductionId, text }: z.output<typeof ListRunsInput>): Sql[] {
  const conditions = [archived ? sql`r.archived_at IS NOT NULL` : sql`r.archived_at IS NULL`];
  if (status?.length) conditions.push(sql`r.status = ANY(${status}::text[])`);
  if (kind?.length) conditions.push(sql`r.kind = ANY(${kind}::text[])`);
  if (reproductionId !== undefined) conditions.push(sql`r.reproduction_id = ${reproductionId}`);
  if (text) {
    const escaped = escapeLike(text);
    conditions.push(sql`(r.name ILIKE ${`%${escaped}%`} OR r.id LIKE ${`${escaped.toLowerCase()}%`})`);
  }
  return conditions;
}

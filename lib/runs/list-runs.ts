import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { parseInput } from '../parse-input.ts';
import { ListRunsInput, type RunAnswer } from './schema.ts';
import { runListShape, serializeRun } from './serialize-run.ts';
import { pageOfRuns } from './sql/page-of-runs.ts';

// JSON has no infinities; in a cursor they travel as text.
const Position = z.object({ rank: z.number(), value: z.string(), createdMs: z.number(), id: z.string() });

/**
 * One page of the project's runs: filtered by experiment, status, kind and text, sorted by creation or by the last
 * value of a metric. @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filters, cursor of another query)
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
  if (asked.experimentId !== undefined) await requireExperiment(ctx, asked.experimentId);
  const query = { list: 'runs', project: ctx.project.id, ...JSON.parse(JSON.stringify(asked)) };
  const after = cursor === undefined ? undefined : decodeCursor(query, Position, cursor);
  const { sort, order, ...filters } = asked;
  const page = await pageOfRuns(ctx, {
    ...filters,
    metric: sort === 'created' ? undefined : sort.slice('metric:'.length),
    ascending: order === 'asc',
    after: after && { ...after, value: Number(after.value) },
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
    nextCursor: page.length > limit && last ? encodeCursor(query, { ...last, value: String(last.value) }) : null,
  };
}

import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import { LogChunkAnswer, type LogPage } from './schema.ts';

export interface ReadLogInput {
  runId: string;
  /** Chunks after this id, oldest first. */
  after?: number | undefined;
  /** Chunks before this id: the ones nearest to it. */
  before?: number | undefined;
  /** With neither: the end of the log. */
  maxChars?: number | undefined;
}

interface Row {
  id: number;
  attempt: number;
  stream: string;
  text: string;
  at: Date;
  total: number;
}

const mostChunks = 2_000;

/**
 * A page of a run's log, in order, of about `maxChars` characters (at least one chunk): forwards after an id,
 * backwards before an id, or its end. @throws DomainError NOT_FOUND
 */
export async function readLog({ ctx, input }: { ctx: Ctx; input: ReadLogInput }): Promise<LogPage> {
  const run = await requireRun(ctx, input.runId);
  const maxChars = input.maxChars ?? 262_144;
  const forwards = input.after !== undefined;
  const rows = forwards
    ? await ctx.db.$queryRaw<Row[]>`
        SELECT * FROM (
          SELECT id::float8, attempt, stream, text, at, sum(length(text)) OVER (ORDER BY id)::float8 AS total
          FROM (SELECT * FROM traza.log_chunk WHERE run_id = ${run.id} AND id > ${input.after ?? 0}
                ORDER BY id LIMIT ${mostChunks + 1}) AS near) AS counted
        WHERE total - length(text) < ${maxChars} ORDER BY id LIMIT ${mostChunks}`
    : await ctx.db.$queryRaw<Row[]>`
        SELECT * FROM (
          SELECT id::float8, attempt, stream, text, at, sum(length(text)) OVER (ORDER BY id DESC)::float8 AS total
          FROM (SELECT * FROM traza.log_chunk WHERE run_id = ${run.id} AND id < ${input.before ?? Number.MAX_SAFE_INTEGER}
                ORDER BY id DESC LIMIT ${mostChunks + 1}) AS near) AS counted
        WHERE total - length(text) < ${maxChars} ORDER BY id DESC LIMIT ${mostChunks}`;
  if (!forwards) rows.reverse();
  const edge = forwards ? rows.at(-1) : rows[0];
  const beyond = edge
    ? await ctx.db.logChunk.findFirst({
        where: { runId: run.id, id: forwards ? { gt: edge.id } : { lt: edge.id } },
        select: { id: true },
      })
    : null;
  return {
    items: rows.map((row) => ({
      id: row.id,
      attempt: row.attempt,
      stream: LogChunkAnswer.shape.stream.parse(row.stream),
      text: row.text,
      at: row.at.toISOString(),
    })),
    last: rows.at(-1)?.id ?? input.after ?? null,
    more: beyond !== null,
  };
}

import type { Ctx } from '../../context.ts';
import type { DbTransaction } from '../../db/client.ts';

export interface OpenTrace {
  key: bigint;
  id: string;
  experimentId: number;
  state: string;
  requestAt: bigint;
  durationMs: bigint | null;
  requestPreview: string | null;
  responsePreview: string | null;
  finalized: boolean;
  /** This transaction made it. */
  made: boolean;
}

/**
 * Makes the traces that are not there yet, and holds all of them until the transaction ends, in the order of their ids:
 * two exports of the same traces cannot lock each other out.
 */
export async function openTraces(
  ctx: Ctx & { db: DbTransaction },
  { experimentId, traces }: { experimentId: number; traces: { id: string; requestAt: bigint }[] },
): Promise<OpenTrace[]> {
  const sorted = traces.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map((trace) => trace.id);
  const made = await ctx.db.$queryRaw<{ id: string }[]>`
    INSERT INTO traza.trace (id, project_id, experiment_id, state, request_at, created_at)
    SELECT t.id, ${ctx.project.id}, ${experimentId}, 'IN_PROGRESS', t.at, ${ctx.now()}
    FROM unnest(${ids}::text[], ${sorted.map((trace) => trace.requestAt)}::bigint[]) AS t(id, at)
    ORDER BY t.id
    ON CONFLICT (project_id, id) DO NOTHING
    RETURNING id`;
  const fresh = new Set(made.map((row) => row.id));
  const rows = await ctx.db.$queryRaw<Omit<OpenTrace, 'made'>[]>`
    SELECT key, id, experiment_id AS "experimentId", state, request_at AS "requestAt", duration_ms AS "durationMs",
      request_preview AS "requestPreview", response_preview AS "responsePreview", finalized
    FROM traza.trace WHERE project_id = ${ctx.project.id} AND id = ANY(${ids}::text[])
    ORDER BY id FOR NO KEY UPDATE`;
  return rows.map((row) => ({ ...row, made: fresh.has(row.id) }));
}

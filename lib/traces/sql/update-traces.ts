import type { Ctx } from '../../context.ts';

/** The fields of a trace that its spans may change. */
export interface TraceFacts {
  key: bigint;
  requestAt: bigint;
  durationMs: bigint | null;
  state: string;
  requestPreview: string | null;
  responsePreview: string | null;
}

/** Writes fields of traces that the transaction holds, all in one statement. */
export async function updateTraces(ctx: Ctx, traces: TraceFacts[]): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE traza.trace AS t SET
      request_at = f.request_at, duration_ms = f.duration_ms, state = f.state,
      request_preview = f.request_preview, response_preview = f.response_preview
    FROM unnest(
      ${traces.map((one) => one.key)}::bigint[], ${traces.map((one) => one.requestAt)}::bigint[],
      ${traces.map((one) => one.durationMs)}::bigint[], ${traces.map((one) => one.state)}::text[],
      ${traces.map((one) => one.requestPreview)}::text[], ${traces.map((one) => one.responsePreview)}::text[]
    ) AS f(key, request_at, duration_ms, state, request_preview, response_preview)
    WHERE t.key = f.key`;
}

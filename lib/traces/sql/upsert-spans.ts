import type { Ctx } from '../../context.ts';

export interface SpanRow {
  traceKey: bigint;
  id: string;
  parentId: string | null;
  name: string;
  type: string;
  status: string;
  startNs: bigint;
  endNs: bigint | null;
  content: string;
}

/** Writes spans; a span that comes again (it has ended meanwhile) replaces what was there. */
export async function upsertSpans(ctx: Ctx, rows: SpanRow[]): Promise<void> {
  // One request may hold a span twice, begun and ended; a statement may touch a row once.
  const latest = [...new Map(rows.map((row) => [`${row.traceKey} ${row.id}`, row])).values()];
  await ctx.db.$executeRaw`
    INSERT INTO traza.trace_span (trace_key, id, parent_id, name, type, status, start_ns, end_ns, content)
    SELECT * FROM unnest(
      ${latest.map((row) => row.traceKey)}::bigint[], ${latest.map((row) => row.id)}::text[],
      ${latest.map((row) => row.parentId)}::text[], ${latest.map((row) => row.name)}::text[],
      ${latest.map((row) => row.type)}::text[], ${latest.map((row) => row.status)}::text[],
      ${latest.map((row) => row.startNs)}::bigint[], ${latest.map((row) => row.endNs)}::bigint[],
      ${latest.map((row) => row.content)}::jsonb[]
    )
    ON CONFLICT (trace_key, id) DO UPDATE SET
      parent_id = excluded.parent_id, name = excluded.name, type = excluded.type, status = excluded.status,
      start_ns = excluded.start_ns, end_ns = excluded.end_ns, content = excluded.content`;
}

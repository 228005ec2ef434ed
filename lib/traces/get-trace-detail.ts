import type { Ctx } from '../context.ts';
import { mostSpans, type TraceDetail } from './answer-schema.ts';
import { getTraces } from './get-traces.ts';
import { serializeTraces } from './list-traces.ts';
import { traceNotFound } from './require-trace.ts';
import { serializeSpan } from './serialize-span.ts';
import { spansWithin } from './sql/spans-within.ts';

/** Of what the spans of one answer hold: more than a page can show, and what the process can hold for many at once. */
const mostBytes = 16 * 1024 * 1024;

/** A trace with its spans, the first of very many or very large ones. @throws DomainError NOT_FOUND */
export async function getTraceDetail({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<TraceDetail> {
  const [row] = await getTraces({ ctx, input: { ids: [input.id] } });
  if (!row) throw traceNotFound(input.id);
  const [answers, ids] = await Promise.all([
    serializeTraces(ctx, [row]),
    spansWithin(ctx, { traceKey: row.key, most: mostSpans, bytes: mostBytes }),
  ]);
  const spans = await ctx.db.traceSpan.findMany({
    where: { traceKey: row.key, id: { in: ids } },
    orderBy: [{ startNs: 'asc' }, { id: 'asc' }],
  });
  const [answer] = answers;
  if (!answer) throw traceNotFound(input.id);
  const { spans: spanCount, ...rest } = answer;
  const beganNs = spans[0]?.startNs ?? row.requestAt * 1_000_000n;
  return {
    ...rest,
    metadata: Object.fromEntries(row.metadata.map(({ key, value }) => [key, value])),
    spanCount,
    spans: spans.map((span) => serializeSpan(span, beganNs)),
  };
}

import type { Ctx } from '../context.ts';
import { mostSpans, type TraceDetail } from './answer-schema.ts';
import { getTraces } from './get-traces.ts';
import { serializeTraces } from './list-traces.ts';
import { traceNotFound } from './require-trace.ts';
import { serializeSpan } from './serialize-span.ts';

/** A trace with its spans. @throws DomainError NOT_FOUND */
export async function getTraceDetail({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<TraceDetail> {
  const [row] = await getTraces({ ctx, input: { ids: [input.id] } });
  if (!row) throw traceNotFound(input.id);
  const [answers, spans] = await Promise.all([
    serializeTraces(ctx, [row]),
    ctx.db.traceSpan.findMany({
      where: { traceKey: row.key },
      orderBy: [{ startNs: 'asc' }, { id: 'asc' }],
      take: mostSpans,
    }),
  ]);
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

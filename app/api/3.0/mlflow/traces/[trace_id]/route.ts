import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { answerTraceInfos } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';
import { traceNotFound } from '#lib/traces/require-trace.ts';

// GET /api/3.0/mlflow/traces/{trace_id}: without its spans.

export const GET = defineMlflowRoute({
  summary: 'What is known of a trace',
  auth: 'owner',
  input: z.object({ trace_id: z.string() }),
  handler: async ({ ctx, input }) => {
    const [trace_info] = await answerTraceInfos(ctx, await getTraces({ ctx, input: { ids: [input.trace_id] } }));
    if (!trace_info) throw traceNotFound(input.trace_id);
    return { trace: { trace_info } };
  },
});

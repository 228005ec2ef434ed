import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { traceInput, WireTraceInfo } from '#lib/mlflow/trace.ts';
import { answerTraceInfos } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';
import { startTrace } from '#lib/traces/start-trace.ts';

// POST /api/3.0/mlflow/traces: sent when a trace has ended, in spite of its name (StartTraceV3); its spans come by OTLP.

export const POST = defineMlflowRoute({
  summary: 'Keep what a client says of a whole trace',
  auth: 'owner',
  input: z.object({ trace: z.object({ trace_info: WireTraceInfo }) }),
  handler: async ({ ctx, input }) => {
    const trace = traceInput(input.trace.trace_info, ctx.now());
    await startTrace({ ctx, input: trace });
    const [trace_info] = await answerTraceInfos(ctx, await getTraces({ ctx, input: { ids: [trace.id] } }));
    return { trace: { trace_info } };
  },
});

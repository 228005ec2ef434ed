import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { TraceIds } from '#lib/mlflow/trace.ts';
import { answerTraces, completeTraces } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';

// GET /api/3.0/mlflow/traces/batchGet: ids that name no trace of the project are left out, and traces
// whose spans are still on their way.

export const GET = defineMlflowRoute({
  summary: 'Traces with their spans',
  auth: 'owner',
  input: z.object({ trace_ids: TraceIds }),
  handler: async ({ ctx, input }) => {
    const traces = await answerTraces(
      ctx,
      await completeTraces(ctx, await getTraces({ ctx, input: { ids: input.trace_ids } })),
    );
    return traces.length === 0 ? {} : { traces };
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { TraceIds } from '#lib/mlflow/trace.ts';
import { answerTraceInfos } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';

// POST /api/3.0/mlflow/traces/batchGetInfos: ids that name no trace of the project are left out.

export const POST = defineMlflowRoute({
  summary: 'What is known of traces',
  auth: 'owner',
  input: z.object({ trace_ids: TraceIds }),
  handler: async ({ ctx, input }) => {
    const trace_infos = await answerTraceInfos(ctx, await getTraces({ ctx, input: { ids: input.trace_ids } }));
    return trace_infos.length === 0 ? {} : { trace_infos };
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { Bool } from '#lib/mlflow/wire.ts';
import { answerTraces } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';
import { traceNotFound } from '#lib/traces/require-trace.ts';

// GET /api/3.0/mlflow/traces/get: with its spans. A trace whose spans have not come yet is answered as it stands.

export const GET = defineMlflowRoute({
  summary: 'A trace with its spans',
  auth: 'owner',
  input: z.object({ trace_id: z.string(), allow_partial: Bool.default(false) }),
  handler: async ({ ctx, input }) => {
    const [trace] = await answerTraces(ctx, await getTraces({ ctx, input: { ids: [input.trace_id] } }));
    if (!trace) throw traceNotFound(input.trace_id);
    return { trace };
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { Bool } from '#lib/mlflow/wire.ts';
import { answerTraces, completeTraces } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';

// GET /api/3.0/mlflow/traces/get: with its spans. While some that its client announced are still on their way, the trace
// is answered only to those who take a part of it.

export const GET = defineMlflowRoute({
  summary: 'A trace with its spans',
  auth: 'owner',
  input: z.object({ trace_id: z.string(), allow_partial: Bool.default(false) }),
  handler: async ({ ctx, input }) => {
    const found = await getTraces({ ctx, input: { ids: [input.trace_id] } });
    const id = input.trace_id.slice(0, 128);
    if (found.length === 0) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Trace with ID ${id} is not found.`);
    const whole = input.allow_partial ? found : await completeTraces(ctx, found);
    const [trace] = await answerTraces(ctx, whole);
    if (!trace) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Trace with ID ${id} is not fully exported yet.`);
    return { trace };
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { repeated } from '#lib/mlflow/wire.ts';
import { linkTraces } from '#lib/traces/link-traces.ts';
import { TraceId } from '#lib/traces/schema.ts';

// POST /api/2.0/mlflow/traces/link-to-run: at most 100 at once.

export const POST = defineMlflowRoute({
  summary: 'Say that traces belong to a run',
  auth: 'owner',
  input: z.object({ trace_ids: repeated(TraceId), run_id: z.string() }),
  handler: async ({ ctx, input }) => {
    await linkTraces({ ctx, input: { ids: input.trace_ids, runId: input.run_id } });
    return undefined;
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { readRunId, runIdFields, serializeMlflowRun } from '#lib/mlflow/run.ts';
import { getRunRecord } from '#lib/runs/get-run-record.ts';

// GET /api/2.0/mlflow/runs/get: deleted ones too.

export const GET = defineMlflowRoute({
  summary: 'One run with its last metrics, params, tags, inputs and outputs',
  auth: 'owner',
  input: z.object(runIdFields),
  handler: async ({ ctx, input }) => ({
    run: serializeMlflowRun(await getRunRecord({ ctx, input: { runId: readRunId(input) } })),
  }),
});

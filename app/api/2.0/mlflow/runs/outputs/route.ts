import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ModelOutputs } from '#lib/mlflow/inputs.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { logOutputs } from '#lib/runs/log-outputs.ts';

// POST /api/2.0/mlflow/runs/outputs: the last step told of a model stands.

export const POST = defineMlflowRoute({
  summary: 'Log models that a run made',
  auth: 'owner',
  input: z.object({ ...runIdFields, models: ModelOutputs }),
  handler: async ({ ctx, input }) => {
    const models = input.models.map((one) => ({ modelId: one.model_id, step: one.step ?? 0 }));
    await logOutputs({ ctx, input: { runId: readRunId(input), models } });
    return undefined;
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { WirePairs } from '#lib/mlflow/logged-model.ts';
import { logLoggedModelParams } from '#lib/models/log-logged-model-params.ts';

// POST /api/2.0/mlflow/logged-models/{model_id}/params: all or none; a value that was said stays.

export const POST = defineMlflowRoute({
  summary: 'Add params to a logged model',
  auth: 'owner',
  input: z.object({ model_id: z.string(), params: WirePairs }),
  handler: async ({ ctx, input }) => {
    await logLoggedModelParams({ ctx, input: { modelId: input.model_id, params: input.params } });
    return undefined;
  },
});

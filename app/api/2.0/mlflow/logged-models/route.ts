import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeLoggedModel, WirePairs } from '#lib/mlflow/logged-model.ts';
import { Int, OptionalText } from '#lib/mlflow/wire.ts';
import { createLoggedModel } from '#lib/models/create-logged-model.ts';
import { getLoggedModel } from '#lib/models/get-logged-model.ts';

// POST /api/2.0/mlflow/logged-models: it is pending until its client has sent the files and says so by PATCH.

export const POST = defineMlflowRoute({
  summary: 'Make a logged model',
  auth: 'owner',
  input: z.object({
    experiment_id: Int,
    name: OptionalText,
    model_type: OptionalText,
    source_run_id: OptionalText,
    params: WirePairs,
    tags: WirePairs,
  }),
  handler: async ({ ctx, input }) => {
    const { modelId } = await createLoggedModel({
      ctx,
      input: {
        experimentId: input.experiment_id,
        name: input.name,
        modelType: input.model_type,
        sourceRunId: input.source_run_id,
        params: input.params,
        tags: input.tags,
      },
    });
    return { model: serializeLoggedModel(await getLoggedModel({ ctx, input: { modelId } })) };
  },
});

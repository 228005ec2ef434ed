import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { WirePairs } from '#lib/mlflow/logged-model.ts';
import { setLoggedModelTags } from '#lib/models/set-logged-model-tags.ts';

// PATCH /api/2.0/mlflow/logged-models/{model_id}/tags

export const PATCH = defineMlflowRoute({
  summary: 'Write tags of a logged model',
  auth: 'owner',
  input: z.object({ model_id: z.string(), tags: WirePairs }),
  handler: async ({ ctx, input }) => {
    await setLoggedModelTags({ ctx, input: { modelId: input.model_id, tags: input.tags } });
    return undefined;
  },
});

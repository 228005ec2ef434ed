import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { deleteLoggedModelTag } from '#lib/models/delete-logged-model-tag.ts';

// DELETE /api/2.0/mlflow/logged-models/{model_id}/tags/{tag_key}: keys may hold slashes.

export const DELETE = defineMlflowRoute({
  summary: 'Remove a tag of a logged model',
  auth: 'owner',
  input: z.object({ model_id: z.string(), tag_key: z.array(z.string()) }),
  handler: async ({ ctx, input }) => {
    await deleteLoggedModelTag({ ctx, input: { modelId: input.model_id, key: input.tag_key.join('/') } });
    return undefined;
  },
});

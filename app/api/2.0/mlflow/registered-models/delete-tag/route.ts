import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { deleteModelTag } from '#lib/models/delete-model-tag.ts';

// DELETE /api/2.0/mlflow/registered-models/delete-tag: a tag that is not there is no error, as with MLflow.

export const DELETE = defineMlflowRoute({
  summary: 'Remove a tag of a registered model',
  auth: 'owner',
  input: z.object({ name: z.string(), key: z.string().min(1) }),
  handler: async ({ ctx, input }) => {
    await deleteModelTag({ ctx, input });
    return undefined;
  },
});

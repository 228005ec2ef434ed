import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { deleteVersionTag } from '#lib/models/delete-version-tag.ts';

// DELETE /api/2.0/mlflow/model-versions/delete-tag: a tag that is not there is no error, as with MLflow.

export const DELETE = defineMlflowRoute({
  summary: 'Remove a tag of a model version',
  auth: 'owner',
  input: z.object({ name: z.string(), version: modelVersionNumber, key: z.string().min(1) }),
  handler: async ({ ctx, input }) => {
    await deleteVersionTag({ ctx, input });
    return undefined;
  },
});

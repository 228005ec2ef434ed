import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { deleteVersion } from '#lib/models/delete-version.ts';

// DELETE /api/2.0/mlflow/model-versions/delete: the fields are in the body; the number is never given again.

export const DELETE = defineMlflowRoute({
  summary: 'Delete a model version',
  auth: 'owner',
  input: z.object({ name: z.string(), version: modelVersionNumber }),
  handler: async ({ ctx, input }) => {
    await deleteVersion({ ctx, input });
    return undefined;
  },
});

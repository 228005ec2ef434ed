import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { deleteModel } from '#lib/models/delete-model.ts';

// DELETE /api/2.0/mlflow/registered-models/delete: the fields are in the body.

export const DELETE = defineMlflowRoute({
  summary: 'Delete a registered model with its versions',
  auth: 'owner',
  input: z.object({ name: z.string() }),
  handler: async ({ ctx, input }) => {
    await deleteModel({ ctx, input });
    return undefined;
  },
});

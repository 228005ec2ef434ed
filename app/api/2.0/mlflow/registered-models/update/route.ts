import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { Description } from '#lib/mlflow/names.ts';
import { answerModel } from '#lib/models/registry-answers.ts';
import { updateModel } from '#lib/models/update-model.ts';

// PATCH /api/2.0/mlflow/registered-models/update: the description; left out it becomes empty, as with MLflow.

export const PATCH = defineMlflowRoute({
  summary: 'Change the description of a registered model',
  auth: 'owner',
  input: z.object({ name: z.string(), description: Description }),
  handler: async ({ ctx, input: { name, description = '' } }) => {
    await updateModel({ ctx, input: { name, description } });
    return answerModel(ctx, name);
  },
});

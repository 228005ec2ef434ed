import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { answerModel } from '#lib/models/registry-answers.ts';
import { renameModel } from '#lib/models/rename-model.ts';

// POST /api/2.0/mlflow/registered-models/rename

export const POST = defineMlflowRoute({
  summary: 'Rename a registered model',
  auth: 'owner',
  conflict: 'RESOURCE_ALREADY_EXISTS',
  input: z.object({ name: z.string(), new_name: z.string().min(1) }),
  handler: async ({ ctx, input: { name, new_name } }) => {
    await renameModel({ ctx, input: { name, newName: new_name } });
    return answerModel(ctx, new_name.trim());
  },
});

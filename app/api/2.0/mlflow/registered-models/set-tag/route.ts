import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { setModelTag } from '#lib/models/set-model-tag.ts';

// POST /api/2.0/mlflow/registered-models/set-tag

export const POST = defineMlflowRoute({
  summary: 'Write a tag of a registered model',
  auth: 'owner',
  input: z.object({ name: z.string(), key: z.string(), value: z.string().default('') }),
  handler: async ({ ctx, input }) => {
    await setModelTag({ ctx, input });
    return undefined;
  },
});

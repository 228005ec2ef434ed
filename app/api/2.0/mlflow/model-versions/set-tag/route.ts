import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { setVersionTag } from '#lib/models/set-version-tag.ts';

// POST /api/2.0/mlflow/model-versions/set-tag

export const POST = defineMlflowRoute({
  summary: 'Write a tag of a model version',
  auth: 'owner',
  input: z.object({
    name: z.string(),
    version: modelVersionNumber,
    key: z.string(),
    value: z.string().default(''),
  }),
  handler: async ({ ctx, input }) => {
    await setVersionTag({ ctx, input });
    return undefined;
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { Description } from '#lib/mlflow/names.ts';
import { repeated } from '#lib/mlflow/wire.ts';
import { createModel } from '#lib/models/create-model.ts';
import { answerModel } from '#lib/models/registry-answers.ts';

// POST /api/2.0/mlflow/registered-models/create: a prompt is a registered model whose tags say so.

export const POST = defineMlflowRoute({
  summary: 'Make a registered model',
  auth: 'owner',
  conflict: 'RESOURCE_ALREADY_EXISTS',
  input: z.object({
    name: z.string().min(1),
    description: Description,
    tags: repeated(z.object({ key: z.string(), value: z.string().default('') })),
  }),
  handler: async ({ ctx, input }) => {
    await createModel({ ctx, input });
    return answerModel(ctx, input.name.trim());
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { answerModel } from '#lib/models/registry-answers.ts';

// GET /api/2.0/mlflow/registered-models/get

export const GET = defineMlflowRoute({
  summary: 'One registered model',
  auth: 'owner',
  input: z.object({ name: z.string() }),
  handler: ({ ctx, input }) => answerModel(ctx, input.name),
});

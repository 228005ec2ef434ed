import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { answerVersion } from '#lib/models/registry-answers.ts';

// GET /api/2.0/mlflow/model-versions/get

export const GET = defineMlflowRoute({
  summary: 'One model version',
  auth: 'owner',
  input: z.object({ name: z.string(), version: modelVersionNumber }),
  handler: ({ ctx, input }) => answerVersion(ctx, input.name, input.version),
});

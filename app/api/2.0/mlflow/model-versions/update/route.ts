import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { Description } from '#lib/mlflow/names.ts';
import { describeVersion } from '#lib/models/describe-version.ts';
import { answerVersion } from '#lib/models/registry-answers.ts';

// PATCH /api/2.0/mlflow/model-versions/update: the description; left out it becomes empty, as with MLflow.

export const PATCH = defineMlflowRoute({
  summary: 'Change the description of a model version',
  auth: 'owner',
  input: z.object({ name: z.string(), version: modelVersionNumber, description: Description }),
  handler: async ({ ctx, input: { name, version, description = '' } }) => {
    await describeVersion({ ctx, input: { name, version, description } });
    return answerVersion(ctx, name, version);
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { downloadUriOf } from '#lib/models/download-uri-of.ts';
import { requireRegistryVersion } from '#lib/models/require-registry-version.ts';

// GET /api/2.0/mlflow/model-versions/get-download-uri

export const GET = defineMlflowRoute({
  summary: 'Where the files of a model version are read',
  auth: 'owner',
  input: z.object({ name: z.string(), version: modelVersionNumber }),
  handler: async ({ ctx, input }) => ({
    artifact_uri: downloadUriOf(await requireRegistryVersion(ctx, input.name, input.version)),
  }),
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serveMlflowFile } from '#lib/http/serve-file.ts';
import { Int } from '#lib/mlflow/wire.ts';
import { requireModelFile } from '#lib/models/require-model-file.ts';

// GET /model-versions/get-artifact?name=&version=&path=: from the files frozen with the version, whatever became of the
// run or the logged model they came from.

export const GET = defineMlflowRoute({
  summary: 'Download a file of a version of a registered model; Range is honoured',
  auth: 'owner',
  input: z.object({ name: z.string(), version: Int, path: z.string() }),
  handler: async ({ ctx, input: { name, version, path }, request }) =>
    serveMlflowFile({ ctx, request, file: await requireModelFile(ctx, { name, number: version, path }) }),
});

import { z } from 'zod';
import { requireFile } from '#lib/artifacts/require-file.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serveMlflowFile } from '#lib/http/serve-file.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow/logged-models/{model_id}/artifacts/files?artifact_file_path=

export const GET = defineMlflowRoute({
  summary: 'Download a file of a logged model; Range is honoured',
  auth: 'owner',
  input: z.object({ model_id: z.string(), artifact_file_path: OptionalText }),
  handler: async ({ ctx, input: { model_id: id, artifact_file_path: path }, request }) => {
    if (!path) throw new MlflowError('BAD_REQUEST', 'Request must include the "artifact_file_path" query parameter.');
    const owner = await requireOwner(ctx, { kind: 'logged-model', id });
    return serveMlflowFile({ ctx, request, file: await requireFile(ctx, owner, path) });
  },
});

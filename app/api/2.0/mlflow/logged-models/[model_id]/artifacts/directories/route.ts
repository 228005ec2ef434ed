import { z } from 'zod';
import { listNames } from '#lib/artifacts/list-names.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeEntries } from '#lib/mlflow/file-info.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow/logged-models/{model_id}/artifacts/directories?artifact_directory_path=

export const GET = defineMlflowRoute({
  summary: 'What lies in a folder of a logged model',
  auth: 'owner',
  input: z.object({ model_id: z.string(), artifact_directory_path: OptionalText }),
  handler: async ({ ctx, input }) => {
    const owner = await requireOwner(ctx, { kind: 'logged-model', id: input.model_id });
    const entries = await listNames({ ctx, input: { owner, folder: input.artifact_directory_path } });
    return { root_uri: owner.uri, ...serializeEntries(entries, 'path') };
  },
});

import { z } from 'zod';
import { listNames } from '#lib/artifacts/list-names.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeEntries } from '#lib/mlflow/file-info.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow/artifacts/list?run_id=&path=: paths are relative to the run; one answer holds the whole folder.

export const GET = defineMlflowRoute({
  summary: 'What lies in a folder of a run',
  auth: 'owner',
  input: z.object({ ...runIdFields, path: OptionalText }),
  handler: async ({ ctx, input }) => {
    const owner = await requireOwner(ctx, { kind: 'run', id: readRunId(input) });
    const entries = await listNames({ ctx, input: { owner, folder: input.path } });
    return { root_uri: owner.uri, ...serializeEntries(entries, 'path') };
  },
});

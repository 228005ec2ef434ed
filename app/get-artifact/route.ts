import { z } from 'zod';
import { requireFile } from '#lib/artifacts/require-file.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serveMlflowFile } from '#lib/http/serve-file.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';

// GET /get-artifact?run_id=&path=: always to be saved, never shown by the browser.

export const GET = defineMlflowRoute({
  summary: 'Download a file of a run; Range is honoured',
  auth: 'owner',
  input: z.object({ ...runIdFields, path: z.string() }),
  handler: async ({ ctx, input, request }) => {
    const owner = await requireOwner(ctx, { kind: 'run', id: readRunId(input) });
    return serveMlflowFile({ ctx, request, file: await requireFile(ctx, owner, input.path) });
  },
});

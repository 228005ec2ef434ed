import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { deleteTag } from '#lib/tags/delete-tag.ts';

// POST /api/2.0/mlflow/runs/delete-tag: a tag that is not there is a 404. The name of a run stays when its tag goes.

export const POST = defineMlflowRoute({
  summary: 'Remove a tag of a run',
  auth: 'owner',
  input: z.object({ ...runIdFields, key: z.string().min(1) }),
  handler: async ({ ctx, input }) => {
    await deleteTag({ ctx, input: { runId: readRunId(input), key: input.key } });
    return undefined;
  },
});

import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { restoreRun } from '#lib/runs/restore-run.ts';

// POST /api/2.0/mlflow/runs/restore: one that is not deleted stays as it is.

export const POST = defineMlflowRoute({
  summary: 'Restore a deleted run',
  auth: 'owner',
  input: z.object(runIdFields),
  handler: async ({ ctx, input }) => {
    await restoreRun({ ctx, input: { runId: readRunId(input) } });
    return undefined;
  },
});

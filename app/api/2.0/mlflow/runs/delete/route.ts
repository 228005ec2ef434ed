import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { archiveRun } from '#lib/runs/archive-run.ts';

// POST /api/2.0/mlflow/runs/delete: nothing is deleted, it can be restored. A second time changes nothing.

export const POST = defineMlflowRoute({
  summary: 'Delete a run, until it is restored',
  auth: 'owner',
  input: z.object(runIdFields),
  handler: async ({ ctx, input }) => {
    await archiveRun({ ctx, input: { runId: readRunId(input) } });
    return undefined;
  },
});

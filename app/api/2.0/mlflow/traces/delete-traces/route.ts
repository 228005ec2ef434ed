import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { DeleteTraces } from '#lib/mlflow/trace.ts';
import { deleteTraces } from '#lib/traces/delete-traces.ts';

// POST /api/2.0/mlflow/traces/delete-traces: by ids, or by age.

export const POST = defineMlflowRoute({
  summary: 'Delete traces of an experiment',
  auth: 'owner',
  input: DeleteTraces,
  handler: async ({ ctx, input }) => ({ traces_deleted: await deleteTraces({ ctx, input }) }),
});

import { z } from 'zod';
import { restoreExperiment } from '#lib/experiments/restore-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, readExperiment } from '#lib/mlflow/experiment.ts';

// POST /api/2.0/mlflow/experiments/restore: with all its runs, also those that were deleted one by one before.

export const POST = defineMlflowRoute({
  summary: 'Restore a deleted experiment with its runs',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText }),
  handler: async ({ ctx, input }) => {
    await restoreExperiment({ ctx, input: { experimentId: readExperiment(input.experiment_id) } });
    return undefined;
  },
});

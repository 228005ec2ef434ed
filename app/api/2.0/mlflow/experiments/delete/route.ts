import { z } from 'zod';
import { archiveExperiment } from '#lib/experiments/archive-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, readExperiment } from '#lib/mlflow/experiment.ts';

// POST /api/2.0/mlflow/experiments/delete: nothing is deleted, it can be restored with its runs. A second time is a 404.

export const POST = defineMlflowRoute({
  summary: 'Delete an experiment with its runs, until they are restored',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText }),
  handler: async ({ ctx, input }) => {
    await archiveExperiment({ ctx, input: { experimentId: readExperiment(input.experiment_id) } });
    return undefined;
  },
});

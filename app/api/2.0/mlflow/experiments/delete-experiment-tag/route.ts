import { z } from 'zod';
import { deleteExperimentTag } from '#lib/experiments/delete-experiment-tag.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, readExperiment } from '#lib/mlflow/experiment.ts';

// POST /api/2.0/mlflow/experiments/delete-experiment-tag: a tag that is not there is a 404.

export const POST = defineMlflowRoute({
  summary: 'Remove a tag of an experiment',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText, key: z.string().min(1) }),
  handler: async ({ ctx, input }) => {
    await deleteExperimentTag({ ctx, input: { experimentId: readExperiment(input.experiment_id), key: input.key } });
    return undefined;
  },
});

import { z } from 'zod';
import { updateExperiment } from '#lib/experiments/update-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, ExperimentNameText, readExperiment } from '#lib/mlflow/experiment.ts';

// POST /api/2.0/mlflow/experiments/update: renames; a deleted experiment keeps its name.

export const POST = defineMlflowRoute({
  summary: 'Rename an experiment',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText, new_name: ExperimentNameText }),
  handler: async ({ ctx, input }) => {
    await updateExperiment({
      ctx,
      input: { experimentId: readExperiment(input.experiment_id), name: input.new_name },
    });
    return undefined;
  },
});

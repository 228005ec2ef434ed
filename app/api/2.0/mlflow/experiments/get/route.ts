import { z } from 'zod';
import { findExperiment } from '#lib/experiments/find-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, readExperiment, serializeMlflowExperiment } from '#lib/mlflow/experiment.ts';

// GET /api/2.0/mlflow/experiments/get: deleted ones too.

export const GET = defineMlflowRoute({
  summary: 'One experiment, by id',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText }),
  handler: async ({ ctx, input }) => {
    const experiment = await findExperiment({ ctx, input: { experimentId: readExperiment(input.experiment_id) } });
    return { experiment: serializeMlflowExperiment(experiment) };
  },
});

import { z } from 'zod';
import { findExperiment } from '#lib/experiments/find-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeMlflowExperiment } from '#lib/mlflow/experiment.ts';

// GET /api/2.0/mlflow/experiments/get-by-name: deleted ones too; clients tell them by their lifecycle_stage.

export const GET = defineMlflowRoute({
  summary: 'One experiment, by name',
  auth: 'owner',
  input: z.object({ experiment_name: z.string() }),
  handler: async ({ ctx, input }) => {
    const experiment = await findExperiment({ ctx, input: { name: input.experiment_name } });
    return { experiment: serializeMlflowExperiment(experiment) };
  },
});

import { z } from 'zod';
import { setExperimentTag } from '#lib/experiments/set-experiment-tag.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, ExperimentTagText, readExperiment } from '#lib/mlflow/experiment.ts';
import { KeyText } from '#lib/mlflow/names.ts';

// POST /api/2.0/mlflow/experiments/set-experiment-tag: values that are too long are refused, not cut.

export const POST = defineMlflowRoute({
  summary: 'Set a tag of an experiment',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText, key: KeyText, value: ExperimentTagText }),
  handler: async ({ ctx, input }) => {
    const { key, value } = input;
    await setExperimentTag({ ctx, input: { experimentId: readExperiment(input.experiment_id), key, value } });
    return undefined;
  },
});

import { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { updateExperiment } from '#lib/experiments/update-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { ExperimentIdText, ExperimentNameText, readExperiment } from '#lib/mlflow/experiment.ts';

// POST /api/2.0/mlflow/experiments/update: renames; a deleted experiment keeps its name.

/** A name that is taken has a code of its own; a deleted experiment, a conflict too, has not. */
function nameTaken(error: unknown): unknown {
  const taken = error instanceof DomainError && error.fields.some((field) => field.path === 'name');
  return taken ? new MlflowError('RESOURCE_ALREADY_EXISTS', error.message) : error;
}

export const POST = defineMlflowRoute({
  summary: 'Rename an experiment',
  auth: 'owner',
  input: z.object({ experiment_id: ExperimentIdText, new_name: ExperimentNameText }),
  handler: async ({ ctx, input }) => {
    const experimentId = readExperiment(input.experiment_id);
    await updateExperiment({ ctx, input: { experimentId, name: input.new_name } }).catch((error: unknown) => {
      throw nameTaken(error);
    });
    return undefined;
  },
});
